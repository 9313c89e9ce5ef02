import express from 'express';
import cors from 'cors';
import { db } from './db';

const app = express();

app.use(
  cors({
    origin: (origin, callback) => {
      db.loadOrigins((error: Error | null, origins: string[]) => {
        callback(error, origins);
      });
    },
    credentials: true,
  }),
);

app.get('/shops', (req, res) => {
  res.json([]);
});

app.listen(3000);
