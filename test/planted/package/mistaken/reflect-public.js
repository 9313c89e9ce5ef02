import express from 'express';
import cors from 'cors';

const server = express();

server.use(cors({ origin: true })); // planted: reflect-origin-no-credentials

server.get('/rates', (req, res) => {
  res.set('Cache-Control', 'public, max-age=60');
  res.json({ EURUSD: 1.08 });
});

server.get('/rates/:pair', (req, res) => {
  res.json({ pair: req.params.pair, rate: 1 });
});

server.listen(3000);
