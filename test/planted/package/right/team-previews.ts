import express from 'express';
import cors from 'cors';

const app = express();

app.use(
  cors({
    origin: ['https://board-example.com', 'https://board-staging.vercel.app'],
    credentials: true,
  }),
);

app.get('/boards', (req, res) => {
  res.json([]);
});

app.listen(3000);
