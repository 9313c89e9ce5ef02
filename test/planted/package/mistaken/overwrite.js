const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({ origin: ['https://crew-example.com', 'https://ops.crew-example.com'], credentials: true })); // planted: wildcard-with-credentials

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', '*'); // planted: header-write-overrides-cors
  next();
});

app.get('/shifts', (req, res) => res.json([]));

app.listen(3000);
