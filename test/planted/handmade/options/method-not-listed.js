const express = require('express');
const app = express();

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', '*');
  res.header('Access-Control-Allow-Methods', 'GET, POST');
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/posts', (req, res) => res.json([]));
app.delete('/posts/:id', (req, res) => res.sendStatus(204)); // planted: route-method-not-listed
app.listen(3000);
