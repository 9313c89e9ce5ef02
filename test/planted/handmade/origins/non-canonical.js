const express = require('express');
const app = express();

const ORIGINS = [
  'https://App.Example.com', // planted: non-canonical-origin
  'https://www.example.com:443', // planted: non-canonical-origin
  'https://api.example.com',
];

app.use((req, res, next) => {
  res.vary('Origin');
  const found = ORIGINS.find((o) => o === req.headers.origin);
  if (found) {
    res.set('Access-Control-Allow-Origin', found);
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
