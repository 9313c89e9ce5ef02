const express = require('express');
const app = express();

const HOSTS = ['app.example.com', 'admin.example.com'];

app.use((req, res, next) => {
  const { hostname, protocol } = new URL(req.headers.origin); // planted: unguarded-origin
  res.vary('Origin');
  if (protocol === 'https:' && HOSTS.includes(hostname)) {
    res.header('Access-Control-Allow-Origin', req.headers.origin);
    res.header('Access-Control-Allow-Credentials', 'true');
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
