import express from 'express';

const ORIGINS = ['https://a.example.com', 'https://b.example.com'];

const app = express();
app.use((req, res, next) => {
  res.vary('Origin');
  const match = ORIGINS.find((candidate) => candidate === req.headers.origin);
  if (match) res.setHeader('Access-Control-Allow-Origin', match);
  if (req.method === 'OPTIONS') {
    if (match) res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    res.status(204).end();
    return;
  }
  next();
});
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
