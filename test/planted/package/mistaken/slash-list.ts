import express from 'express';
import cors from 'cors';

const ALLOWED = [
  'https://app.music-example.com/', // planted: trailing-slash-origin
  'https://artist.music-example.com',
] satisfies string[];

const app = express();
app.use(cors({ origin: ALLOWED, credentials: true }));
app.get('/songs', (req, res) => {
  res.json([]);
});
app.listen(3000);
