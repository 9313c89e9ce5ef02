import express from 'express';

export const carsRouter = express.Router();

carsRouter
  .route('/')
  .get((req, res) => {
    res.json([]);
  })
  .post((req, res) => {
    res.sendStatus(201);
  });
