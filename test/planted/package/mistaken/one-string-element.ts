import express from 'express';
import cors from 'cors';

const app = express();

const allowList = ['https://dental-example.com https://www.dental-example.com']; // planted: origin-list-in-one-string

app.use(
  cors((req, cb) => {
    cb(null, { origin: allowList, credentials: true });
  }),
);

app.get('/visits', (req, res) => {
  res.json([]);
});

app.listen(3000);
