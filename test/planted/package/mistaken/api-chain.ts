import express, { Router } from 'express';
import corsLib from 'cors';

const api = Router();
api.get('/things', (_req, res) => {
  res.json([]);
});

express()
  .disable('x-powered-by')
  .use('/api', corsLib({ origin: true, credentials: true }), api) // planted: reflect-origin-credentials
  .listen(3000);
