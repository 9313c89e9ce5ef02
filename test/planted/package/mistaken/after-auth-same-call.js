import express from 'express';
import cors from 'cors';
import basicAuth from 'express-basic-auth';

const app = express();

app.use(
  '/api',
  basicAuth({ users: { admin: process.env.ADMIN_PASSWORD } }),
  cors({ origin: 'https://wallet-example.com' }), // planted: cors-after-auth
);

app.get('/api/balance', (req, res) => res.json({ eur: 0 }));

app.listen(3000);
