const express = require('express');
const app = express();

app.get('/api/quote', (req, res) => {
  res.header('Access-Control-Allow-Origin', 'https://intranet.example.com/dashboard'); // planted: origin-with-path-or-query
  res.json({ quote: 'stay hungry' });
});

app.listen(3000);
