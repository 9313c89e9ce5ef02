const express = require('express');
const app = express();

app.use((req, res, next) => {
  const token = req.headers.authorization;
  if (!token) {
    return res.status(401).json({ error: 'missing token' });
  }
  next();
});

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', 'https://app.example.com'); // planted: cors-after-auth
  res.header('Access-Control-Allow-Headers', 'Content-Type, Authorization');
  res.header('Access-Control-Allow-Methods', 'GET, POST');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/secrets', (req, res) => res.json({ secret: 42 }));
app.listen(3000);
