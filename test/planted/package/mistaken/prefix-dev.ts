import express from 'express';
import cors from 'cors';

const allowed = new Set(['https://studio.video-example.com']);

const app = express();

app.use(
  cors({
    origin(origin, callback) {
      if (origin && (allowed.has(origin) || origin.startsWith('http://localhost'))) { // planted: prefix-check
        callback(null, origin);
        return;
      }
      callback(null, [...allowed]);
    },
    credentials: true,
  }),
);

app.get('/clips', (req, res) => {
  res.json([]);
});

app.listen(8080);
