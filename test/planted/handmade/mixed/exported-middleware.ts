import type { NextFunction, Request, Response } from 'express';

/** Lets the web app call this API. */
export default function cors(req: Request, res: Response, next: NextFunction): void {
  const origin = req.headers.origin;

  if (origin) {
    res.setHeader('Access-Control-Allow-Origin', origin); // planted: reflect-origin-credentials
    res.setHeader('Access-Control-Allow-Credentials', 'true');
  }
  res.vary('Origin');
  res.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type, Authorization');

  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
}
