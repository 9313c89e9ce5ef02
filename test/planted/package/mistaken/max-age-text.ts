import express from 'express';
import cors from 'cors';

const app = express();

const options = {
  origin: ['https://crab-example.com'],
  maxAge: '1d' as unknown as number, // planted: max-age-unit-or-cap
};

app.use(cors(options));
app.get('/crabs', (req, res) => {
  res.json([]);
});

app.listen(3000);
