const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: 'https://deer-example.com',
  methods: ['GET', 'POST'],
}));

app.get('/herds', (req, res) => res.json([]));
app.delete('/herds/:id', (req, res) => res.sendStatus(204)); // planted: route-method-not-listed

app.listen(3000);
