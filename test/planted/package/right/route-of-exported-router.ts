import { Router } from 'express';
import cors from 'cors';

const allow = cors({ origin: ['https://stamp-example.com'], credentials: true });

export function stampsRouter(): Router {
  const router = Router();
  router.patch('/stamps/:id', allow, (req, res) => {
    res.sendStatus(204);
  });
  router.get('/stamps', allow, (req, res) => {
    res.json([]);
  });
  return router;
}
