import * as express from 'express';
import * as cors from 'cors';

export default async ({ app }: { app: express.Application }) => {
  app.get('/status', (req, res) => {
    res.status(200).end();
  });
  app.enable('trust proxy');
  app.use(cors({ origin: 'https://bee-example.com;https://hive-example.com' })); // planted: origin-list-in-one-string | non-canonical-origin
  app.use(express.json());
  return app;
};
