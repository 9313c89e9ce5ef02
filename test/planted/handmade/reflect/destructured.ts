import type { RequestHandler } from 'express';
import express from 'express';

const allowAnyOrigin: RequestHandler = async (req, res, next) => {
  const {
    headers: { origin },
    method,
  } = req;

  res.vary('Origin');
  if (origin !== undefined) {
    res.setHeader('Access-Control-Allow-Origin', origin); // planted: reflect-origin-credentials
    res.setHeader('Access-Control-Allow-Credentials', 'true');
    res.setHeader('Access-Control-Expose-Headers', 'X-Total-Count');
  }

  switch (method) {
    case 'OPTIONS':
      res.setHeader('Access-Control-Allow-Methods', ['GET', 'POST', 'PATCH'].join(', '));
      res.setHeader('Access-Control-Allow-Headers', 'Content-Type,X-CSRF-Token');
      res.sendStatus(204);
      break;
    default:
      next();
  }
};

const server = express();
server.disable('x-powered-by');
server.use(allowAnyOrigin);
server.patch('/profile', (_req, res) => {
  res.json({ saved: true });
});
export default server;
