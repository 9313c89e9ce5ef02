import express from 'express';

export enum Frontend {
  Shop = 'https://shop.example.com',
  Blog = 'https://blog.example.com/', // planted: trailing-slash-origin
}

const known = Object.values(Frontend) as string[];

const app = express();
app.use((req, res, next) => {
  const origin = req.get('origin');
  res.vary('Origin');
  if (origin && known.includes(origin)) {
    res.header('Access-Control-Allow-Origin', origin);
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});
app.get('/posts', (_req, res) => {
  res.json([]);
});
app.listen(3000);
