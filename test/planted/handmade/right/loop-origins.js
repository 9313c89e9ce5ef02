var express = require('express');
var app = express();

var hosts = ['https://a.example.com', 'https://b.example.com'];

app.use(function (req, res, next) {
  res.vary('Origin');
  for (var i = 0; i < hosts.length; i++) {
    if (hosts[i] === req.headers.origin) {
      res.setHeader('Access-Control-Allow-Origin', hosts[i]);
      res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
      break;
    }
  }
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  return next();
});

app.get('/', function (req, res) {
  res.send('x');
});
app.listen(3000);
