const express = require('express');
const app = express();

app.use(express.json({ limit: '10kb' }));

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', 'https://app.example.com'); // planted: cors-after-limiter-or-parser
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.post('/notes', (req, res) => res.status(201).json(req.body));
app.listen(3000);
