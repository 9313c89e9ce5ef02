const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: [
    'https://data-example.com',
    /^https:\/\/pr-\d+\.preview\.data-example\.com$/i,
    /^https:\/\/data-example\.com:(8080|8443)$/,
  ],
}));

app.get('/sets', (req, res) => res.json([]));

app.listen(3000);
