const express = require('express');
const app = express();

app.options(/.*/, (req, res) => { // planted: options-handler-different-policy
  res.header('Access-Control-Allow-Origin', '*');
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  res.sendStatus(204);
});

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', 'https://app.example.com');
  res.header('Access-Control-Allow-Credentials', 'true');
  next();
});

app.post('/login', express.json(), (req, res) => res.json({ ok: true }));
app.listen(3000);
