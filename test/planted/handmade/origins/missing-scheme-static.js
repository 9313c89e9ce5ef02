var express = require('express');
var app = express();

app.use('/api', function (req, res, next) {
  res.header('Access-Control-Allow-Origin', 'www.example.com'); // planted: origin-missing-scheme
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  next();
});

app.get('/api/list', function (req, res) {
  res.json([]);
});

app.listen(3000);
