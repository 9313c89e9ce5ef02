import express from 'express';
import cors from 'cors';

const PATTERN = /^https:\/\/[a-z]+\.wiki-example\.com/; // planted: regex-unanchored

const app = express();

app.use(
  cors({
    origin(origin, cb) {
      if (!origin) return cb(null, false);
      cb(null, PATTERN.test(origin));
    },
    credentials: true,
  }),
);

app.get('/pages', (req, res) => res.json([]));

app.listen(3000);
