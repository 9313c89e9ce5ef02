const express = require('express');
const app = express();

// Express answers OPTIONS for these routes itself, with these headers.
app.use((req, res, next) => {
  res.set('Access-Control-Allow-Origin', '*');
  res.set('Access-Control-Allow-Headers', 'Content-Type');
  res.set('Access-Control-Allow-Methods', 'GET, PUT');
  next();
});

app.get('/thing', (req, res) => res.json({}));
app.put('/thing', express.json(), (req, res) => res.json(req.body));

app.listen(3000);
