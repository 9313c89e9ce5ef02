import express from 'express';
import cors from 'cors';
import { carsRouter } from './cars.router';

const app = express();

app.use('/api/cars', carsRouter);

app.use(cors({ origin: ['https://cars-example.com'], credentials: true })); // planted: cors-after-routes

app.use((err: Error, req: express.Request, res: express.Response, next: express.NextFunction) => {
  res.status(500).json({ error: err.message });
});

export default app;
