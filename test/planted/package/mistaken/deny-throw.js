import express from 'express';
import cors from 'cors';

const origins = Object.freeze(['https://vet-example.com']);

const app = express();

app.use(
  cors({
    origin(origin, callback) {
      try {
        if (origin && !origins.includes(origin)) throw new Error('CORS');
        callback(null, true);
      } catch (err) {
        callback(err); // planted: cors-deny-with-error
      }
    },
  }),
);

app.get('/pets', (req, res) => res.json([]));

app.listen(3000);
