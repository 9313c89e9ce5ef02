const express = require('express');
const app = express();

const origins = ['https://a.example.com', 'https://b.example.com'];

app.use((req, res, next) => {
  res.vary('Origin');
  res.setHeader('Access-Control-Allow-Origin', origins.find((o) => o === req.headers.origin)); // planted: setheader-undefined-origin
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
