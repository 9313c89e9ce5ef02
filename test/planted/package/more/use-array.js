const express = require('express');
const cors = require('cors');
const rateLimit = require('express-rate-limit');

const app = express();

const pipeline = [
  rateLimit({ windowMs: 60000, max: 60 }),
  cors({ origin: 'https://pine-news.com' }), // planted: cors-after-limiter-or-parser
  express.json(),
];

app.use(pipeline);
app.get('/pines', (req, res) => res.json([]));
app.listen(3000);
