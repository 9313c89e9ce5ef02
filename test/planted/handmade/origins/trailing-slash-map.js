const express = require('express');
const app = express();

const tenants = {
  'https://red.example.com': { name: 'red' },
  'https://blue.example.com/': { name: 'blue' }, // planted: trailing-slash-origin
};

app.use((req, res, next) => {
  res.vary('Origin');
  const tenant = tenants[req.headers.origin];
  if (!tenant) {
    return req.method === 'OPTIONS' ? res.sendStatus(204) : next();
  }
  req.tenant = tenant;
  res.set('Access-Control-Allow-Origin', req.headers.origin);
  res.set('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.json(req.tenant ?? {}));
app.listen(3000);
