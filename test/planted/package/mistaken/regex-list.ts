import express from 'express';
import cors from 'cors';

const originPatterns: RegExp[] = [
  /^https:\/\/app\.ledger\.io/, // planted: regex-unanchored
  /localhost/, // planted: regex-unanchored
];

export function createServer() {
  const app = express();
  app.use(cors({ origin: originPatterns, credentials: true }));
  app.use(express.json());
  app.get('/transactions', (_req, res) => {
    res.json({ items: [] });
  });
  return app;
}
