import express from 'express';
import cors from 'cors';

const corsSettings = {
  origin: ['https://ranch-example.com'],
  credentials: process.env.CORS_CREDENTIALS as unknown as boolean, // planted: credentials-not-boolean-true
};

const app = express();
app.use(cors(corsSettings));

app.get('/horses', (req, res) => {
  res.json([]);
});

app.listen(3000);
