const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: ['*'], // planted: star-inside-array
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
}));

app.get('/quotes', (req, res) => res.json([]));

app.listen(3000);
