const express = require('express');
const app = express();

const ALLOWED = /^https:\/\/(www|app)\.example\.com$/gi; // planted: regex-global-or-sticky-flag

app.use((req, res, next) => {
  const origin = req.get('Origin');
  res.vary('Origin');
  if (origin && ALLOWED.test(origin)) {
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});

app.get('/news', (req, res) => res.json([]));
app.listen(3000);
