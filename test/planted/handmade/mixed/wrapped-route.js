const express = require('express');
const app = express();

const withCors = (handler) => (req, res) => {
  res.set({
    'Access-Control-Allow-Origin': 'https://app.example.com',
    'Access-Control-Allow-Credentials': 'yes', // planted: acac-not-true
  });
  return handler(req, res);
};

app.get('/a', withCors((req, res) => res.send('a')));
app.get('/b', withCors((req, res) => res.send('b')));

app.listen(3000);
