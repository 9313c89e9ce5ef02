const express = require('express');
const cors = require('cors');

const app = express();

app.use(
  cors({
    origin: function (origin, callback) {
      if (!origin) return callback(null, true);
      if (origin.endsWith('school-example.com')) { // planted: suffix-check-without-dot
        return callback(null, true);
      }
      return callback(null, ['https://school-example.com']);
    },
    credentials: true,
  })
);

app.get('/grades', (req, res) => res.json([]));
app.listen(3000);
