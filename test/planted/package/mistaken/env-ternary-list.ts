import express, { type Express } from 'express';
import cors, { type CorsOptions } from 'cors';

function corsOptions(): CorsOptions {
  const allowed = process.env.ALLOWED_ORIGINS;
  return {
    origin: allowed ? allowed.split(',').map((o) => o.trim()) : true, // planted: env-default-wildcard
    credentials: true,
  };
}

export function createApp(): Express {
  const app = express();
  app.use(cors(corsOptions()));
  app.use(express.json());
  app.get('/orders', (req, res) => {
    res.json([]);
  });
  return app;
}
