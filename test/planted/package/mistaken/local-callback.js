const express = require('express');
const cors = require('cors');

const allowed = ['https://fund-example.com', 'http://localhost:3000']; // planted: localhost-in-production

const app = express();
app.use(cors({
  origin(origin, callback) {
    if (allowed.includes(origin) || !origin) {
      callback(null, true);
    } else {
      callback(null, false); // planted: cors-deny-false-without-vary
    }
  },
  credentials: true,
}));

app.get('/donations', (req, res) => res.json([]));

app.listen(3000);
