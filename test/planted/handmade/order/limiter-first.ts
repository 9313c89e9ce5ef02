import express from 'express';
import rateLimit from 'express-rate-limit';
import helmet from 'helmet';

const app = express();

app.use(helmet());
app.use(rateLimit({ windowMs: 60_000, limit: 100 }));
app.use((req, res, next) => {
  res.set('Access-Control-Allow-Origin', '*'); // planted: cors-after-limiter-or-parser
  res.set('Access-Control-Allow-Headers', 'Content-Type');
  res.set('Access-Control-Allow-Methods', 'GET, POST, PUT');
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});

app.get('/quotes', (_req, res) => {
  res.json([]);
});
app.listen(3000);
