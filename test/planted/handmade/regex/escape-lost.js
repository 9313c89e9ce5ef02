const express = require('express');

const pattern = new RegExp('^https://app\.example\.com$'); // planted: regexp-string-escape-lost

const app = express();
app.use((req, res, next) => {
  const { origin } = req.headers;
  res.vary('Origin');
  if (origin && pattern.test(origin)) {
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Credentials', 'true');
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});
app.get('/a', (req, res) => res.send('a'));
app.listen(3000);
