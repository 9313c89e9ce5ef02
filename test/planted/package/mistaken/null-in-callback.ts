import express = require('express');
import cors = require('cors');

const allowed = ['https://desk.example.org'];

const app = express();

app.use(
  cors({
    credentials: true,
    origin: (origin, callback) => {
      // Electron loads the page from a file
      if (!origin || origin === 'null') { // planted: null-origin-allowed
        return callback(null, true);
      }
      callback(null, allowed);
    },
  }),
);

app.get('/tickets', (req, res) => {
  res.json([]);
});

app.listen(7070);
