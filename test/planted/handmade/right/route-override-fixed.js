const express = require('express');
const app = express();

app.get('/a', (req, res) => {
  res.set('Access-Control-Allow-Origin', 'https://a.example.com').send('a');
});
app.get('/b', (req, res) => {
  res.set('Access-Control-Allow-Origin', 'https://b.example.com').send('b');
});

app.listen(3000);
