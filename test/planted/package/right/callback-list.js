const express = require('express');
const cors = require('cors');

const whitelist = ['https://art-example.com', 'https://www.art-example.com'];

const app = express();

app.use(cors({
  origin: function (origin, callback) {
    if (!origin) return callback(null, true);
    callback(null, whitelist);
  },
  credentials: true,
}));

app.get('/paintings', (req, res) => res.json([]));

app.listen(3000);
