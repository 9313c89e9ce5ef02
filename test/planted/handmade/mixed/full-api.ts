import express, { type ErrorRequestHandler, type NextFunction, type Request, type Response } from 'express';

const isProduction = process.env.NODE_ENV === 'production';

const ORIGINS = isProduction ? ['https://app.example.com', 'https://admin.example.com/'] : ['http://localhost:5173']; // planted: trailing-slash-origin

const enum H {
  Acao = 'Access-Control-Allow-Origin',
  Acac = 'Access-Control-Allow-Credentials',
  Acam = 'Access-Control-Allow-Methods',
  Acah = 'Access-Control-Allow-Headers',
  Aceh = 'Access-Control-Expose-Headers',
}

function corsMiddleware(req: Request, res: Response, next: NextFunction): void {
  const origin = req.get('origin');
  res.vary('Origin');

  if (!origin || !ORIGINS.includes(origin)) {
    if (req.method === 'OPTIONS') {
      res.status(204).end();
    } else {
      next();
    }
    return;
  }

  res.set(H.Acao, origin);
  res.set(H.Acac, 'true');
  res.set(H.Aceh, 'X-Total-Count, Set-Cookie'); // planted: expose-forbidden-header

  if (req.method === 'OPTIONS') {
    res.set(H.Acam, 'GET, POST, PUT');
    res.set(H.Acah, 'Content-Type, Authorization, Origin'); // planted: cargo-allow-headers
    res.status(204).end();
    return;
  }
  next();
}

const app = express();
app.disable('x-powered-by');
app.use(corsMiddleware);
app.use(express.json());

app.get('/orders', (_req, res) => {
  res.set('X-Total-Count', '0').json([]);
});
app.post('/orders', (req, res) => {
  res.status(201).json(req.body);
});
app.put('/orders/:id', (req, res) => {
  res.json(req.body);
});
app.delete('/orders/:id', (_req, res) => { // planted: route-method-not-listed
  res.sendStatus(204);
});

const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  console.error(error);
  res.status(500).json({ error: 'internal' });
};
app.use(onError);

app.listen(3000);
