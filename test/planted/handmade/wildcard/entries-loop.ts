import express, { type NextFunction, type Request, type Response } from 'express';

const CORS_HEADERS: Record<string, string> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'Content-Type, X-Request-Id',
  'Access-Control-Allow-Credentials': 'true', // planted: wildcard-with-credentials
};

function cors(req: Request, res: Response, next: NextFunction): void {
  for (const [name, value] of Object.entries(CORS_HEADERS)) {
    res.setHeader(name, value);
  }
  if (req.method === 'OPTIONS') {
    res.status(204).end();
    return;
  }
  next();
}

export const app = express();
app.use(cors);
app.get('/health', (_req, res) => {
  res.send('ok');
});
app.patch('/orders/:id', express.json(), (req, res) => {
  res.json({ id: req.params.id, ...req.body });
});
