import express, { type Request } from 'express';

function corsOriginOf(req: Request): string | undefined {
  switch (req.headers.origin) {
    case 'https://app.example.com':
    case 'https://www.example.com':
      return req.headers.origin;
    default:
      return undefined;
  }
}

const app = express();
app.use((req, res, next) => {
  const origin = corsOriginOf(req);
  res.vary('Origin');
  if (origin !== undefined) {
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
