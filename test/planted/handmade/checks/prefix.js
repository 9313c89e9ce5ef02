const express = require('express');
const app = express();

const FRONTEND = 'https://app.example.com';

app.use(function (req, res, next) {
  const origin = req.get('origin') || '';
  res.vary('Origin');
  if (origin.startsWith(FRONTEND)) { // planted: prefix-check
    res.header('Access-Control-Allow-Origin', origin);
    res.header('Access-Control-Allow-Credentials', 'true');
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.sendStatus(200);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
