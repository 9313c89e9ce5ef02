const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({ origin: process.env.CORS_ENABLED || 'true' })); // planted: not-an-origin

app.get('/x', (req, res) => res.json({}));

app.listen(3000);
