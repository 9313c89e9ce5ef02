const express = require('express');
const cors = require('cors');

const allowlist = ['https://dance-example.com', 'https://www.dance-example.com'];

const corsOptionsDelegate = function (req, callback) {
  let corsOptions;
  if (allowlist.indexOf(req.header('Origin')) !== -1) {
    corsOptions = { origin: true };
  } else {
    corsOptions = { origin: false }; // planted: cors-deny-false-without-vary
  }
  callback(null, corsOptions);
};

const app = express();

app.get('/schedule', cors(corsOptionsDelegate), (req, res) => {
  res.json([]);
});

app.listen(80);
