const express = require('express');
const cors = require('cors');
const rateLimit = require('express-rate-limit');

const app = express();

function authenticate(req, res, next) {
  if (!req.headers.authorization) return res.status(401).json({ error: 'missing token' });
  next();
}

app.use(cors({ origin: 'https://secure-example.com' }));
app.use(rateLimit({ windowMs: 60_000, limit: 100 }));
app.use(express.json());
app.use(authenticate);

app.get('/me', (req, res) => res.json({}));

app.listen(3000);
