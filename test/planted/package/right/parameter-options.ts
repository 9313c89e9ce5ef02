import express, { type Express } from 'express';
import cors, { type CorsOptions } from 'cors';

export interface AppOptions {
  origins: string[];
  credentials?: boolean;
  cors?: CorsOptions;
}

export function createApp({ origins, credentials = true, cors: extra = {} }: AppOptions): Express {
  const app = express();
  app.use(cors({ origin: origins, credentials, ...extra }));
  app.get('/', (req, res) => {
    res.send('ok');
  });
  return app;
}
