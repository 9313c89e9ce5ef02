import express from 'express';
import cors from 'cors';

const app = express();

app.post('/webhooks/stripe', express.raw({ type: 'application/json' }), (req, res) => {
  res.sendStatus(200);
});
app.get('/healthz', (req, res) => {
  res.send('ok');
});

app.use(cors({ origin: 'https://checkout-example.com', credentials: true }));
app.use(express.json());

app.get('/orders', (req, res) => {
  res.json([]);
});

app.listen(3000);
