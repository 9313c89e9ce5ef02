const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: 'https://piano-example.com',
  credentials: 'true', // planted: credentials-not-boolean-true
}));

app.get('/lessons', (req, res) => res.json([]));

app.listen(3000);
