import express from 'express';

const app = express();

app.use((req, res, next) => {
  const referrer = req.get('Referrer');
  if (referrer) {
    res.set('Access-Control-Allow-Origin', referrer); // planted: referer-instead-of-origin
  }
  res.set('Access-Control-Allow-Headers', 'Content-Type');
  res.vary('Referer');
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
