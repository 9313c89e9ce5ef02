const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: 'https://kite-example.com',
  preflightContinue: true, // planted: preflight-continue-unhandled
}));

app.use((req, res, next) => {
  if (!req.headers.authorization) return res.status(401).json({ error: 'log in first' });
  next();
});

app.get('/kites', (req, res) => res.json([]));
app.put('/kites/:id', (req, res) => res.sendStatus(204));

app.listen(3000);
