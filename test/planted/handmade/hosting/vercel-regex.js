const express = require('express');
const app = express();

const PREVIEW = /^https:\/\/[a-z0-9-]+\.vercel\.app$/; // planted: shared-hosting-suffix

app.use((req, res, next) => {
  const origin = req.headers.origin;
  res.vary('Origin');
  if (origin && (origin === 'https://app.example.com' || PREVIEW.test(origin))) {
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Credentials', 'true');
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
