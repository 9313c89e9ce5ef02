const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: 'https://fish-example.com',
  methods: 'GET POST PUT DELETE', // planted: acam-bad-syntax
  allowedHeaders: 'Content-Type; Authorization', // planted: acam-bad-syntax
}));

app.get('/ponds', (req, res) => res.json([]));
app.put('/ponds/:id', (req, res) => res.sendStatus(204));

app.listen(3000);
