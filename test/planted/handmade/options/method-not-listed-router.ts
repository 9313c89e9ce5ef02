import express, { Router } from 'express';

const METHODS = ['GET', 'POST', 'PUT'];

const tasks = Router();
tasks.get('/', (_req, res) => {
  res.json([]);
});
tasks
  .route('/:id') // planted: route-method-not-listed
  .put((_req, res) => {
    res.sendStatus(204);
  })
  .patch((_req, res) => {
    res.sendStatus(204);
  });

const app = express();
app.use((req, res, next) => {
  res.set('Access-Control-Allow-Origin', 'https://tasks.example.com');
  if (req.method === 'OPTIONS') {
    res.set('Access-Control-Allow-Methods', METHODS.join());
    res.set('Access-Control-Allow-Headers', 'Content-Type');
    res.sendStatus(204);
    return;
  }
  next();
});
app.use('/tasks', tasks);
app.listen(3000);
