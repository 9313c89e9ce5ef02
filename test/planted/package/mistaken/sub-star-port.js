import express from 'express';
import cors from 'cors';

const origin =
  process.env.NODE_ENV === 'production'
    ? ['https://garage-example.com']
    : ['http://localhost:*']; // planted: wildcard-subdomain-literal

const app = express();
app.use(cors({ origin, credentials: true }));

app.get('/repairs', (req, res) => res.json([]));

app.listen(3000);
