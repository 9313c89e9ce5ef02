'use strict';

const express = require('express');

function cors({ origins, methods = ['GET', 'POST'], headers = [], credentials = false }) {
  const allowed = new Set(origins);
  return (req, res, next) => {
    res.vary('Origin');
    const origin = req.get('origin');
    if (allowed.has(origin)) {
      res.set('Access-Control-Allow-Origin', origin);
      if (credentials) res.set('Access-Control-Allow-Credentials', 'true');
      if (req.method === 'OPTIONS') {
        res.set('Access-Control-Allow-Methods', methods.join(', '));
        if (headers.length > 0) res.set('Access-Control-Allow-Headers', headers.join(', '));
      }
    }
    if (req.method === 'OPTIONS') return res.sendStatus(204);
    return next();
  };
}

const app = express();
app.use(cors({ origins: ['https://app.example.com'], headers: ['Content-Type'], credentials: true }));
app.post('/login', express.json(), (req, res) => res.json({ ok: true }));
app.listen(3000);
