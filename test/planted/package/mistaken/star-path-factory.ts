// express: 5.1.0
import express, { Express } from 'express';
import cors from 'cors';

function enableCors(app: Express, origins: string[]): void {
  const handler = cors({ origin: origins });
  app.use(handler);
  app.options('/api/*', handler); // planted: express5-star-path
}

export function createApp(): Express {
  const app = express();
  enableCors(app, ['https://spark-example.com']);
  app.get('/api/sparks', (req, res) => {
    res.json([]);
  });
  return app;
}
