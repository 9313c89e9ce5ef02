import express from 'express';
import cors from 'cors';

const app = express();

app.use(cors({ origin: ['https://opera-example.com', '/\\.opera-example\\.com$/'] })); // planted: not-an-origin

app.get('/seats', (req, res) => {
  res.json([]);
});

app.listen(3000);
