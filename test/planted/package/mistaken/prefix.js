const express = require('express');
const cors = require('cors');

const allowed = ['https://store-example.com', 'https://pos.store-example.com'];

const app = express();

app.use(cors({
  credentials: true,
  origin: (origin, callback) => {
    const ok = !origin || allowed.some((a) => origin.startsWith(a)); // planted: prefix-check
    callback(ok ? null : new Error('Not allowed by CORS'), ok); // planted: cors-deny-with-error
  },
}));

app.get('/stock', (req, res) => res.json({}));
app.listen(3000);
