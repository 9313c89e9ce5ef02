const express = require('express');
const app = express();

app.use((req, res, next) => {
  res.append('Access-Control-Allow-Origin', 'https://a.example.com');
  res.append('Access-Control-Allow-Origin', 'https://b.example.com'); // planted: acao-array-or-append
  res.append('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
