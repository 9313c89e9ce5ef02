import express from 'express';
import cors from 'cors';

const toOrigin = (host: string, secure = true): string => new URL(`${secure ? 'https' : 'http'}://${host}/`).origin;

const app = express();
app.use(cors({ origin: ['Date-Palm.com', 'www.date-palm.com:443'].map((host) => toOrigin(host)), credentials: true }));
app.get('/dates', (req, res) => {
  res.json([]);
});
app.listen(3000);
