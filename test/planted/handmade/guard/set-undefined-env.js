const express = require('express');
const app = express();

const matchOrigin = (req) => {
  const origin = req.headers.origin;
  if (origin === 'https://app.example.com') return origin;
  if (origin === 'https://beta.example.com') return origin;
};

app.use((req, res, next) => {
  res.vary('Origin');
  res.setHeader('Access-Control-Allow-Origin', matchOrigin(req)); // planted: setheader-undefined-origin
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
