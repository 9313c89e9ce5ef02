const express = require('express');
const cors = require('cors');
const jwt = require('jsonwebtoken');

const app = express();

function authenticate(req, res, next) {
  const header = req.headers.authorization;
  if (!header) {
    return res.status(401).json({ error: 'missing token' });
  }
  try {
    req.user = jwt.verify(header.replace('Bearer ', ''), process.env.JWT_SECRET);
    next();
  } catch (err) {
    res.status(401).json({ error: 'invalid token' });
  }
}

app.use(authenticate);
app.use(cors({ origin: 'https://secure-example.com' })); // planted: cors-after-auth

app.get('/me', (req, res) => res.json(req.user));

app.listen(3000);
