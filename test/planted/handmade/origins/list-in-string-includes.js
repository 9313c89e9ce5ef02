const express = require('express');
const app = express();

const allowed = ['https://a.example.com,https://b.example.com']; // planted: origin-list-in-one-string

app.use((req, res, next) => {
  res.vary('Origin');
  if (allowed.includes(req.headers.origin)) {
    res.set('Access-Control-Allow-Origin', req.headers.origin);
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
