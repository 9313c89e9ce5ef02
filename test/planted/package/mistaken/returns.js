const express = require('express');
const cors = require('cors');

const allowed = ['https://chess-example.com'];

const app = express();

app.use(cors({
  origin: (origin) => allowed.includes(origin), // planted: cors-origin-fn-returns
  credentials: true,
}));

app.get('/games', (req, res) => res.json([]));

app.listen(3000);
