import cors from 'cors';
import express from 'express';

const app = express();

app.use('/catalogue', cors({ origin: '*', credentials: true }));

app.use('/account', cors({ origin: true, credentials: true }));

app.use(
  '/orders',
  cors({
    origin: ['https://shop.example.com/', 'partner.example.org', /^https:\/\/shop.example.com/],
    credentials: true,
  }),
);

app.options('*', cors());

app.get('/catalogue', (req, res) => {
  res.json([{ id: 1, name: 'Tea pot', price: 24 }]);
});

app.get('/account', (req, res) => {
  res.json({ name: 'Ada', email: 'ada@example.com' });
});

app.post('/orders', (req, res) => {
  res.status(201).json({ ordered: true });
});

app.listen(4000);
