import express from 'express';
import cors from 'cors';

const ALLOW = Object.freeze(['https://lemon-bar.com', 'https://www.lemon-bar.com'] as const);
type Allowed = (typeof ALLOW)[number];

const isAllowed = (origin: string): origin is Allowed => (ALLOW as readonly string[]).indexOf(origin) >= 0;

const app = express();
app.use(
  cors({
    origin: (origin, cb) => {
      if (origin === undefined) return cb(null, true);
      return cb(null, isAllowed(origin) ? origin : [...ALLOW]);
    },
    credentials: true,
    exposedHeaders: ['ETag', 'Link'],
    maxAge: 600,
  }),
);
app.get('/lemons', (req, res) => {
  res.json([]);
});
app.listen(3000);
