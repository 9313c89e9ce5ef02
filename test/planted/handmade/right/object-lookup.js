const express = require('express');
const app = express();

const allowed = {
  'https://a.example.com': true,
  'https://b.example.com': true,
};

app.use((req, res, next) => {
  const { origin } = req.headers;
  res.vary('Origin');
  if (Object.hasOwn(allowed, origin ?? '')) {
    res.header('Access-Control-Allow-Origin', origin);
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
