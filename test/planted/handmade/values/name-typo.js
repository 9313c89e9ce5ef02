const express = require('express');
const app = express();

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', '*');
  res.header('Access-Control-Allowed-Headers', 'Content-Type'); // planted: header-name-typo
  res.header('Access-Control-Allow-Method', 'GET, POST'); // planted: header-name-typo
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
