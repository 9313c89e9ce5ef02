const express = require('express');
const app = express();

const allowed = new Set(['https://app.example.com', 'https://admin.example.com']);

app.use((req, res, next) => {
  const origin = req.headers.origin;
  res.vary('Origin');
  if (allowed.has(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));

// Anybody may have this one.
app.get('/download', (req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.download('report.pdf');
});

app.listen(3000);
