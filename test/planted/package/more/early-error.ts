import express from 'express';
import cors from 'cors';

const allowed = new Set(['https://linden-go.com']);

const app = express();
app.use((req, res, next) => {
  const { origin } = req.headers;
  if (origin && !allowed.has(origin)) {
    res.status(403).json({ error: 'origin not allowed' });
    return;
  }
  next();
});
app.use(cors({ origin: true, credentials: true }));

app.get('/lindens', (req, res) => {
  res.json([]);
});
app.listen(3000);
