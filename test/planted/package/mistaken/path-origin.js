const express = require('express');
const cors = require('cors');

const app = express();

const corsOptions = {
  origin: 'https://acme.github.io/acme-docs', // planted: origin-with-path-or-query
  methods: ['GET'],
};

app.use(cors(corsOptions));

app.get('/search', (req, res) => res.json({ hits: [] }));

app.listen(3000);
