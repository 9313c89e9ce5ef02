import 'dotenv/config';
import express from 'express';
import cors from 'cors';

const app = express();

app.use(
  cors({
    origin: process.env.FRONTEND_URL ?? true, // planted: env-default-wildcard
    credentials: true,
  }),
);
app.use(express.json());

app.get('/api/session', (req, res) => {
  res.json({ user: null });
});

app.listen(process.env.PORT ?? 3001);
