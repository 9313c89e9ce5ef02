const express = require('express');
const cors = require('cors');
const rateLimit = require('express-rate-limit');

const app = express();

const limiter = rateLimit({
  windowMs: 15 * 60 * 1000,
  max: 100,
});

app.use(limiter);
app.use(cors({ origin: 'https://meteo-example.com' })); // planted: cors-after-limiter-or-parser

app.get('/wind', (req, res) => res.json({}));

app.listen(3000);
