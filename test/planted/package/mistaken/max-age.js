const express = require('express');
const cors = require('cors');

const ONE_DAY = 24 * 60 * 60 * 1000;

const app = express();

app.use(cors({ origin: 'https://owl-example.com', maxAge: ONE_DAY })); // planted: max-age-unit-or-cap

app.get('/owls', (req, res) => res.json([]));

app.listen(3000);
