const express = require('express');
const app = express();

app.use(function allowCrossDomain(req, res, next) {
  res.vary('Origin');
  if (req.headers.origin) {
    res.header('Access-Control-Allow-Origin', req.headers.origin); // planted: reflect-origin-no-credentials
  }
  res.header('Access-Control-Allow-Methods', 'GET,PUT,POST,DELETE');
  res.header('Access-Control-Allow-Headers', 'Content-Type, Authorization');
  if ('OPTIONS' === req.method) {
    res.sendStatus(204);
  } else {
    next();
  }
});

app.get('/fonts/:name', function (req, res) {
  res.sendFile(req.params.name, { root: __dirname + '/fonts' });
});

app.listen(8080);
