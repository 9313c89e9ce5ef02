const express = require('express');
const app = express();

app.use((req, res, next) => { // planted: options-branch-never-ends
  res.header('Access-Control-Allow-Origin', '*');
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') {
    res.header('Access-Control-Allow-Methods', 'GET, POST, PUT');
    res.status(200);
  } else {
    next();
  }
});

app.get('/', (req, res) => res.send('x'));
app.put('/', (req, res) => res.send('x'));
app.listen(3000);
