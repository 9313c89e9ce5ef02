import express from 'express';
import cors from 'cors';

const allowedOrigins = new Set([
  'https://vote-example.com',
  'http://localhost:4200', // planted: localhost-in-production
]);

const app = express();
app.use(cors({ origin: [...allowedOrigins], credentials: true }));

app.get('/polls', (req, res) => {
  res.json([]);
});

export default app;
