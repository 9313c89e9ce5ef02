const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origins: ['https://spa.hair-example.com'], // planted: cors-unknown-option
  methods: ['GET', 'POST'],
}));

app.get('/slots', (req, res) => res.json([]));

app.listen(3000);
