const express = require('express');
const app = express();

app.use(function (req, res) { // planted: options-branch-never-ends
  res.header('Access-Control-Allow-Origin', '*');
  res.header('Access-Control-Allow-Headers', 'X-Requested-With');
});

app.get('/', function (req, res) {
  res.send('x');
});
app.listen(3000);
