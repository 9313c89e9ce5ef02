const express = require('express');
const app = express();

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', true); // planted: not-an-origin
  res.header('Access-Control-Allow-Methods', 'GET');
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
