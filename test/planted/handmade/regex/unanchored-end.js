const express = require('express');
const app = express();

const ORIGIN_RE = /^https:\/\/app\.example\.com/; // planted: regex-unanchored

app.use((req, res, next) => {
  const origin = req.headers.origin;
  res.vary('Origin');
  if (origin && ORIGIN_RE.test(origin)) {
    res.header('Access-Control-Allow-Origin', origin);
    res.header('Access-Control-Allow-Credentials', 'true');
    res.header('Access-Control-Allow-Methods', 'GET, POST, PUT');
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    return res.sendStatus(204);
  }
  next();
});

app.get('/invoices', (req, res) => res.json([]));
app.put('/invoices/:id', express.json(), (req, res) => res.json(req.body));
app.listen(3000);
