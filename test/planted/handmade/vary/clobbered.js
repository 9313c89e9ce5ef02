const express = require('express');
const compression = require('compression');
const app = express();

app.use((req, res, next) => {
  const origin = req.headers.origin;
  res.vary('Origin');
  if (origin === 'https://a.example.com' || origin === 'https://b.example.com') {
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});
app.use(compression());

app.get('/page', (req, res) => {
  res.setHeader('Vary', 'Accept-Language'); // planted: vary-clobbered
  res.send(req.acceptsLanguages('de') ? 'Hallo' : 'Hello');
});

app.listen(3000);
