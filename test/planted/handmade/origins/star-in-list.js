const express = require('express');
const app = express();

const allowedOrigins = ['*']; // planted: star-inside-array

app.use((req, res, next) => {
  const origin = req.headers.origin;
  res.vary('Origin');
  if (allowedOrigins.includes(origin)) {
    res.header('Access-Control-Allow-Origin', origin);
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
