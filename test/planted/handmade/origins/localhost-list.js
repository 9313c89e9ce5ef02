const express = require('express');
const app = express();

const whitelist = new Set([
  'https://www.example.com',
  'https://example.com',
  'http://localhost:3000', // planted: localhost-in-production
]);

app.use((req, res, next) => {
  res.vary('Origin');
  const origin = req.headers.origin;
  if (whitelist.has(origin)) {
    res.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' });
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    return res.status(204).end();
  }
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
