const express = require('express');
const app = express();

const LIST = ['https://a.example.com', 'https://b.example.com'];

app.use((req, res, next) => {
  res.vary('Origin');
  res.header('Access-Control-Allow-Credentials', 'true');
  if (LIST.includes(req.headers.origin)) res.header('Access-Control-Allow-Origin', req.headers.origin);
  res.header('Access-Control-Allow-Methods', 'GET, ,PUT,OPTIONS');
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(200);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
