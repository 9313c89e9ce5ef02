import express from 'express';

const app = express();
const PREFLIGHT = 'Options'; // planted: method-compare-lowercase

app.use((req, res, next) => {
  res.set('Access-Control-Allow-Origin', '*');
  res.set('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method !== PREFLIGHT) return next();
  res.status(204).end();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
