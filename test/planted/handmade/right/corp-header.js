const express = require('express');
const helmet = require('helmet');
const app = express();

app.use(helmet({ crossOriginResourcePolicy: { policy: 'same-origin' } }));
app.use((req, res, next) => {
  res.set('Access-Control-Allow-Origin', 'https://app.example.com');
  res.set('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
