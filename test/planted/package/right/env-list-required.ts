import express from 'express';
import cors from 'cors';

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

export function createApp() {
  const app = express();
  app.use(
    cors({
      origin: required('WEB_ORIGINS').split(/\s*,\s*/),
      credentials: process.env.CORS_CREDENTIALS === 'true',
    }),
  );
  app.get('/jobs', (req, res) => {
    res.json([]);
  });
  return app;
}
