import express from 'express';

const app = express();

function setCors(res, origin) {
  res.setHeader('Access-Control-Allow-Origin', origin); // planted: reflect-origin-credentials
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  res.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST');
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
}

app.use((req, res, next) => {
  res.vary('Origin');
  if (!req.headers['origin']) return next();
  setCors(res, req.headers['origin']);
  next();
});

app.options(/.*/, (req, res) => res.status(204).end());

app.get('/cart', (req, res) => {
  res.json({ items: [] });
});
app.post('/cart', express.json(), (req, res) => {
  res.json({ items: [req.body] });
});

app.listen(8000);
