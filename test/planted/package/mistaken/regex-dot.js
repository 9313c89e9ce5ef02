const express = require('express');
const cors = require('cors');

const app = express();

const corsOptions = {
  origin: [
    /^https:\/\/app.payments-example.com$/, // planted: regex-unescaped-dot
    'https://backoffice.payments-example.com',
  ],
  credentials: true,
};

app.use(cors(corsOptions));
app.use(express.json());

app.get('/payouts', (req, res) => res.json([]));

module.exports = app;
