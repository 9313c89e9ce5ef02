var express = require('express');
var router = express.Router();

router.use(function (req, res, next) {
  var origin = req.headers.origin;
  res.vary('Origin');
  if (origin && origin.indexOf('https://portal.example.com') === 0) { // planted: prefix-check
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Credentials', 'true');
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

router.get('/news', function (req, res) {
  res.json([]);
});

var app = express();
app.use('/portal', router);
app.listen(3000);
