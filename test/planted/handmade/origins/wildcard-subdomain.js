const express = require('express');
const app = express();

app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', 'https://*.example.com'); // planted: wildcard-subdomain-literal
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    return res.end();
  }
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
