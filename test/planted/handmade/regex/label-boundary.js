const express = require('express');
const app = express();

app.use(function (req, res, next) {
  var origin = req.headers.origin;
  res.vary('Origin');
  if (origin && /example\.com$/.test(origin)) { // planted: regex-missing-label-boundary
    res.header('Access-Control-Allow-Origin', origin);
    res.header('Access-Control-Allow-Credentials', true);
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method == 'OPTIONS') {
    return res.status(200).end();
  }
  next();
});

app.get('/', function (req, res) {
  res.send('ok');
});
app.listen(3000);
