import express from 'express';

const ORIGINS = new Set(['https://a.example.com', 'https://b.example.com']);

export function cors(req, res, next) {
  res.vary('Origin');
  const origin = req.get('Origin');
  if (!ORIGINS.has(origin)) {
    if (req.method === 'OPTIONS') return void res.sendStatus(204);
    return next();
  }
  res.set('Access-Control-Allow-Origin', origin);
  if (req.method === 'OPTIONS') {
    res.set('Access-Control-Allow-Methods', 'GET, PATCH');
    res.set('Access-Control-Allow-Headers', 'Content-Type');
    return void res.sendStatus(204);
  }
  next();
}

const app = express();
app.use(cors);
app.patch('/:id', (req, res) => res.sendStatus(204));
app.listen(3000);
