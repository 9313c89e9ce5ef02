import cors from 'cors';
import express, { Router } from 'express';

const patterns = [/^https:\/\/portal\.clinic-example\.com$/, /^https:\/\/clinic-example\.com/]; // planted: regex-unanchored

const corsMiddleware = cors({
  credentials: true,
  origin: (origin, callback) => {
    if (!origin || patterns.some((p) => p.test(origin))) {
      callback(null, true);
      return;
    }
    callback(new Error(`Origin ${origin} not allowed`)); // planted: cors-deny-with-error
  },
});

const router = Router();
router.use(corsMiddleware);
router.get('/patients', (req, res) => {
  res.json([]);
});

const app = express();
app.use('/api', router);
app.listen(5050);
