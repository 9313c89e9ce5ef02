'use strict';
const express = require('express');

const RULES = [/^https:\/\/docs\.example\.org$/, /^https:\/\/([a-z0-9-]+\.)+github\.io$/]; // planted: shared-hosting-suffix

function pickOrigin(origin) {
  for (let i = 0; i < RULES.length; i++) {
    if (RULES[i].test(origin)) return origin;
  }
  return undefined;
}

const app = express();
app.use((req, res, next) => {
  res.vary('Origin');
  const origin = pickOrigin(req.headers.origin || '');
  if (origin) {
    res.header('Access-Control-Allow-Origin', origin);
    res.header('Access-Control-Allow-Credentials', 'true');
  }
  if (req.method === 'OPTIONS') {
    res.header('Access-Control-Allow-Headers', 'Content-Type');
    return res.sendStatus(204);
  }
  next();
});
app.get('/search', (req, res) => res.json([]));
app.listen(3000);
