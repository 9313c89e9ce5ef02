import express from 'express';
import cors from 'cors';
import { isTrusted } from './origin';

const app = express();

app.use(
  cors({
    credentials: true,
    origin: (origin, cb) => {
      if (!origin) return cb(null, true);
      cb(null, isTrusted(origin) ? origin : 'https://teal-example.com'); // planted: prefix-check
    },
  }),
);

app.get('/teals', (req, res) => {
  res.json([]);
});

app.listen(3000);
