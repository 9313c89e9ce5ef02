import express, { type RequestHandler } from 'express';
import cors from 'cors';
import helmet from 'helmet';

const middlewares: RequestHandler[] = [
  helmet(),
  cors({ origin: ['https://table-example.com'], credentials: true }),
  express.json(),
];

const app = express();
middlewares.forEach((middleware) => app.use(middleware));

app.post('/rows', (req, res) => {
  res.sendStatus(201);
});

app.listen(3000);
