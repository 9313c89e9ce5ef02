const express = require('express');
const cors = require('cors');

const allowed = ['https://climb-example.com'];

const app = express();

app.use(cors({
  origin: function (origin, callback) { // planted: cors-callback-not-on-all-paths
    if (!origin) {
      callback(null, true);
    } else if (allowed.indexOf(origin) !== -1) {
      callback(null, true);
    }
  },
}));

app.get('/walls', (req, res) => res.json([]));

app.listen(3000);
