const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: 'https://sound-example.com',
  headers: ['Content-Type', 'Authorization', 'X-Trace-Id'],
  methods: 'GET,HEAD,OPTIONS,POST,PUT',
  exposedHeaders: 'X-Trace-Id, ETag',
  credentials: true,
  maxAge: 86400,
  optionsSuccessStatus: 200,
}));

app.put('/tracks/:id', (req, res) => res.sendStatus(204));

app.listen(3000);
