import cors from 'cors';
import express from 'express';

const app = express();

app.use('/catalogue', cors({ origin: '*' }));

app.use('/account', cors({ origin: ['https://shop.example.com'], credentials: true }));

app.use(
  '/orders',
  cors({
    origin: ['https://shop.example.com', 'https://partner.example.org', /^https:\/\/[a-z0-9-]+\.shop\.example\.com$/],
    credentials: true,
  }),
);

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
