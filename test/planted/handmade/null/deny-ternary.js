const express = require('express');

const origins = new Set(['https://shop.example.com', 'https://www.shop.example.com']);
const app = express();

app.use((req, res, next) => {
  const { origin } = req.headers;
  res.vary('Origin');
  res.header('Access-Control-Allow-Origin', origins.has(origin) ? origin : null); // planted: null-as-deny-value
  res.header('Access-Control-Allow-Credentials', 'true');
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  return next();
});

app.get('/basket', (req, res) => res.json({}));

module.exports = app;
