import cors from 'cors';
import type { Express } from 'express';

export function registerMiddleware(app: Express): void {
  app.use(cors({ origin: true, credentials: true })); // planted: reflect-origin-credentials
}
