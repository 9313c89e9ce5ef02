const express = require('express');
require('dotenv').config();

const allowedOrigin = process.env.CORS_ORIGIN || '*';

const app = express();

app.use((req, res, next) => {
  res.set({
    'Access-Control-Allow-Origin': allowedOrigin, // planted: env-default-wildcard | wildcard-with-credentials
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Allow-Headers': 'Content-Type',
    'Access-Control-Allow-Methods': 'GET,POST',
  });
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  return next();
});

app.get('/me', (req, res) => res.json({ name: 'me' }));

module.exports = app;
