const express = require('express');
const app = express();

app.get('/public', (req, res) => {
  res.set('Access-Control-Allow-Origin', '*');
  res.json({ open: true });
});

app.get('/fail', (req, res, next) => {
  next(new Error('broken'));
});

app.use((error, req, res, next) => {
  res.status(500);
  res.set('Access-Control-Allow-Origin', '*'); // planted: wildcard-with-credentials
  res.set('Access-Control-Allow-Credentials', 'true');
  res.json({ error: error.message });
});

app.listen(3000);
