const express = require('express');
const app = express();

app.get('/users', (req, res) => res.json([]));
app.post('/users', express.json(), (req, res) => res.status(201).json(req.body));

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', 'https://app.example.com'); // planted: cors-after-routes
  res.header('Access-Control-Allow-Methods', 'GET, POST');
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.listen(3000);
