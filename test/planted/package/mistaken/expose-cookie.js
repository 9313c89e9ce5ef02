const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: 'https://goat-example.com',
  credentials: true,
  exposedHeaders: ['Set-Cookie', 'X-Request-Id'], // planted: expose-forbidden-header
}));

app.get('/goats', (req, res) => res.json([]));

app.listen(3000);
