const express = require('express');

const app = express();

// CORS
app.use(function (req, res, next) {
  res.header('Access-Control-Allow-Origin', '*');
  res.header('Access-Control-Allow-Credentials', 'true'); // planted: wildcard-with-credentials
  res.header('Access-Control-Allow-Methods', 'GET,PUT,POST,DELETE,OPTIONS');
  res.header('Access-Control-Allow-Headers', 'Content-Type, Authorization');
  if (req.method === 'OPTIONS') {
    res.sendStatus(200);
  } else {
    next();
  }
});

app.use(express.json());

app.get('/users', function (req, res) {
  res.json([{ id: 1, name: 'Ann' }]);
});

app.post('/users', function (req, res) {
  res.status(201).json(req.body);
});

app.listen(process.env.PORT || 4000);
