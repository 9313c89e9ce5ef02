import express from 'express';
import cors from 'cors';
import { lookUp } from './lookUp';

const app = express();

app.use(
  cors({
    origin: (_origin, callback) => {
      lookUp()
        .then((origins: string[]) => callback(null, origins))
        .catch((error: Error) => callback(error));
    },
  }),
);

app.get('/parts', (req, res) => {
  res.json([]);
});

app.listen(3000);
