const express = require('express');
const router = express.Router();

const domains = {
  'https://eu.example.com': true,
  'https://us.example.com': true,
};

router.use(function (req, res, next) {
  res.vary('Origin');
  res.header('Access-Control-Allow-Credentials', 'true');
  if (domains[req.headers.origin]) {
    res.header('Access-Control-Allow-Origin', req.headers.origin);
  } else {
    res.header('Access-Control-Allow-Origin', 'null'); // planted: null-as-deny-value | null-origin-allowed
  }
  next();
});

router.get('/region', function (req, res) {
  res.json({ region: 'eu' });
});

const app = express();
app.use(router);
app.listen(3000);
