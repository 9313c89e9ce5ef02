import express, { type RequestHandler } from 'express';
import cors from 'cors';

const requireKey: RequestHandler = (req, res, next) => {
  if (req.method === 'OPTIONS') return next();
  if (!req.get('x-api-key')) req.headers['x-anonymous'] = '1';
  next();
};

const app = express();
app.use(requireKey);
app.use(cors({ origin: 'https://key-example.com' }));

app.get('/keys', (req, res) => {
  res.json([]);
});

app.listen(3000);
