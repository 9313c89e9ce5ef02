import express, { Router } from 'express';
import cors from 'cors';

const app = express();
app.use(cors({ origin: ['https://bets-example.com'], credentials: true }));

const open = Router();
open.use(cors({ origin: '*' })); // planted: layered-cors-leftover-acac
open.get('/odds', (req, res) => {
  res.json([]);
});

app.use('/open', open);
app.listen(3000);
