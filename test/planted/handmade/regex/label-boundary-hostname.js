const express = require('express');
const app = express();

const HOST = /(^|\w+)shop\.example$/; // planted: regex-missing-label-boundary

function allowed(origin) {
  try {
    const { hostname, protocol } = new URL(origin);
    return protocol === 'https:' && HOST.test(hostname);
  } catch {
    return false;
  }
}

app.use((req, res, next) => {
  const origin = req.headers.origin;
  res.vary('Origin');
  if (allowed(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.status(204).end();
  next();
});

app.get('/products', (req, res) => res.json([]));
app.listen(3000);
