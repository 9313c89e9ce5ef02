import express from 'express';

const production = process.env.NODE_ENV === 'production';
const allowed = production
  ? ['https://app.example.com', 'https://admin.example.com']
  : ['http://localhost:3000', 'http://localhost:5173'];

const app = express();
app.use((req, res, next) => {
  const origin = req.headers.origin;
  res.vary('Origin');
  if (origin && allowed.includes(origin)) {
    res.header('Access-Control-Allow-Origin', origin);
    res.header('Access-Control-Allow-Credentials', 'true');
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
