import express, { type Request, type Response, type NextFunction } from 'express';

const config = {
  cors: {
    pattern: /^https:\/\/.*example\.com$/, // planted: regex-missing-label-boundary
    maxAge: 600,
  },
};

const cors = (req: Request, res: Response, next: NextFunction) => {
  const origin = req.headers.origin;
  res.vary('Origin');
  if (!origin || !config.cors.pattern.test(origin)) return next();
  res.setHeader('Access-Control-Allow-Origin', origin);
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  if (req.method === 'OPTIONS') {
    res.setHeader('Access-Control-Max-Age', config.cors.maxAge);
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    res.sendStatus(204);
    return;
  }
  next();
};

const app = express();
app.use(cors);
app.get('/reports', (_req, res) => {
  res.json([]);
});
app.listen(3000);
