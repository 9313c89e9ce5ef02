const express = require('express');
const app = express();

app.use((req, res, next) => {
  res.set('Access-Control-Allow-Origin', '*');
  res.set('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/ok', (req, res) => res.send('x'));

app.get('/export', (req, res) => {
  res.append('Access-Control-Allow-Origin', '*'); // planted: acao-array-or-append
  res.attachment('export.csv').send('a,b,c');
});

app.listen(3000);
