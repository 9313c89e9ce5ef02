import express from 'express';
import cors from 'cors';

const raw = process.env.WEB_ORIGINS ?? 'https://boat-example.com, https://crew.boat-example.com'; // planted: non-canonical-origin

const app = express();
app.use(cors({ origin: raw.split(','), credentials: true }));

app.get('/boats', (req, res) => {
  res.json([]);
});

app.listen(3000);
