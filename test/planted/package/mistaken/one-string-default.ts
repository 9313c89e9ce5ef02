import express from 'express';
import cors from 'cors';

const ORIGINS = process.env.ORIGINS ?? 'https://farm-example.com,https://shop.farm-example.com'; // planted: origin-list-in-one-string

const app = express();

app.use(cors({ origin: ORIGINS }));
app.use(express.json());

app.get('/harvest', (req, res) => {
  res.json([]);
});

app.listen(3000);
