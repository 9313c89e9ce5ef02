import express from 'express';
import cors from 'cors';

const app = express();
const zones = [
  { path: '/eu', origin: 'https://eu.hazel-pay.com' },
  { path: '/us', origin: 'http://us.hazel-pay.com' }, // planted: insecure-http-origin
];

for (const { path, origin } of zones) {
  app.use(path, cors({ origin, credentials: true }));
}

app.get('/eu/rates', (req, res) => res.json([]));
app.get('/us/rates', (req, res) => res.json([]));
app.listen(3000);
