import express from 'express';
import cors from 'cors';

const suffixes = ['news-example.com', 'press-example.com'];

function matches(origin) {
  for (const suffix of suffixes) {
    if (origin.endsWith(suffix)) return true; // planted: suffix-check-without-dot
  }
  return false;
}

const app = express();

app.use(
  cors((req, cb) => {
    const origin = req.header('Origin');
    if (origin && matches(origin)) {
      cb(null, { origin: true, credentials: true });
    } else {
      cb(null, { origin: 'https://news-example.com', credentials: true });
    }
  }),
);

app.get('/articles', (req, res) => res.json([]));

app.listen(2000);
