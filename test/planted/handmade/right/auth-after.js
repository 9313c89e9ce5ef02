const express = require('express');
const app = express();

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', 'https://app.example.com');
  res.header('Access-Control-Allow-Headers', 'Authorization, Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.use((req, res, next) => {
  if (!req.headers.authorization) return res.status(401).json({ error: 'login' });
  next();
});

app.get('/secrets', (req, res) => res.json([]));
app.listen(3000);
