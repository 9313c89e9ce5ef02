const express = require('express');
const app = express();

app.use((req, res, next) => {
  if (req.method === 'OPTIONS') {
    res.header('Access-Control-Allow-Origin', 'https://app.example.com'); // planted: acao-only-on-preflight
    res.header('Access-Control-Allow-Methods', 'GET, POST, PUT');
    res.header('Access-Control-Allow-Headers', 'Content-Type');
    return res.sendStatus(204);
  }
  next();
});

app.get('/list', (req, res) => res.json([]));
app.put('/list', express.json(), (req, res) => res.json(req.body));
app.listen(3000);
