const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: 'https://loan-example.com',
  allowedHeaders: '*', // planted: wildcard-list-with-credentials
  credentials: true,
}));

app.get('/loans', (req, res) => res.json([]));

app.listen(3000);
