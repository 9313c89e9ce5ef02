const express = require('express');
const cors = require('cors');

const corsOptions = {
  origin: [/example\.com$/, 'https://app.other-example.com'], // planted: regex-missing-label-boundary
  credentials: true,
  methods: ['GET', 'POST'],
};

const app = express();

app.use(cors(corsOptions));

app.get('/items', (req, res) => {
  res.json({ ok: true });
});

app.post('/items', express.json(), (req, res) => {
  res.status(201).end();
});

app.listen(1337);
