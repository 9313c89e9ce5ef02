const express = require('express');
const app = express();

app.use((req, res, next) => {
  const from = req.headers.referer || '*';
  res.header('Access-Control-Allow-Origin', from); // planted: referer-instead-of-origin
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  res.vary('Referer');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
