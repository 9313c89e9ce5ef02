const express = require('express');
const app = express();

const origins = [
  'https://app.example.com',
  'http://app.example.com', // planted: insecure-http-origin
];

app.use((req, res, next) => {
  const origin = req.headers.origin;
  res.vary('Origin');
  if (origins.includes(origin)) {
    res.header('Access-Control-Allow-Origin', origin);
    res.header('Access-Control-Allow-Credentials', 'true');
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
