import express from 'express';

const app = express();

app.use('/reviews', (req, res, next) => {
  const origin = req.headers.origin;
  if (origin && /^https:\/\/(?:[a-z0-9-]+\.)*example\.com$/.test(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
  }
  res.vary('Origin');
  res.setHeader('Access-Control-Allow-Methods', 'GET, DELETE');
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  next();
});

app.get('/reviews', (req, res) => {
  res.json([{ id: 7, stars: 5 }]);
});

app.delete('/reviews/:id', (req, res) => {
  res.sendStatus(204);
});

app.use('/stock', (req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', 'https://shop.example.com');
  res.setHeader('Access-Control-Allow-Methods', 'GET, PUT');
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.put('/stock/:id', (req, res) => {
  res.json({ saved: true });
});

app.use('/payments', (req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', 'https://shop.example.com');
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  res.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT');
  res.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.put('/payments/:id', (req, res) => {
  res.json({ paid: true });
});

app.listen(4001);
