var express = require('express');
var bodyParser = require('body-parser');
var cors = require('cors');

var app = express();
app.use(bodyParser.json());
app.use(cors()); // planted: cors-after-limiter-or-parser

app.post('/votes', function (req, res) {
  res.status(201).end();
});

module.exports = app;
