import express from 'express';
import cors from 'cors';

const app = express();

app.use(cors({ origin: /^https?:\/\/gym-example\.com$/, credentials: true })); // planted: insecure-http-origin

app.get('/classes', (req, res) => {
  res.json([]);
});

app.listen(3000);
