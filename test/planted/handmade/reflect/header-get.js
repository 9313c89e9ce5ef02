const express = require('express');
const app = express();

app.use((req, res, next) => {
  const origin = req.get('origin');
  if (origin) {
    res.set('Access-Control-Allow-Origin', origin); // planted: reflect-origin-credentials
    res.set('Access-Control-Allow-Credentials', 'true');
  }
  res.vary('Origin');
  if (req.method === 'OPTIONS') {
    res.set('Access-Control-Allow-Methods', 'GET,POST,PUT,DELETE');
    res.set('Access-Control-Allow-Headers', req.get('access-control-request-headers') || 'content-type');
    return res.status(204).end();
  }
  next();
});

app.get('/account', (req, res) => res.json({ balance: 12 }));
app.put('/account', express.json(), (req, res) => res.json(req.body));

app.listen(3000, () => console.log('listening'));
