import express from 'express';

const app = express();
const ORIGINS = ['https://a.example.com', 'https://b.example.com'];

app.use((req, res, next) => { // planted: options-branch-never-ends
  const origin = req.headers.origin;
  res.vary('Origin');
  if (origin && !ORIGINS.includes(origin)) return;
  if (origin) {
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
