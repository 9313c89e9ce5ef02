import express from 'express';

const ALLOWED = new Set(['https://example.com', 'admin.example.com']); // planted: origin-missing-scheme

const app = express();

app.use(({ headers, method }, res, next) => {
  res.vary('Origin');
  if (ALLOWED.has(headers.origin)) {
    res.set('Access-Control-Allow-Origin', headers.origin);
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
