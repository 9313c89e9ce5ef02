const express = require('express');
const cors = require('cors');

const parts = ['fox-example.com', 'den-example.com'];

const app = express();

app.use(cors({
  credentials: true,
  origin: async function (origin, callback) {
    const hits = parts.filter((part) => origin && origin.indexOf(part) >= 0); // planted: substring-check
    if (hits.length > 0) {
      return callback(null, true);
    }
    return callback(null, 'https://fox-example.com');
  },
}));

app.get('/foxes', (req, res) => res.json([]));

app.listen(3000);
