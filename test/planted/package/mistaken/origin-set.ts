import express from 'express';
import cors from 'cors';

const allowed = new Set(['https://mail-example.com', 'https://calendar-example.com']);

const app = express();

app.use(cors({ origin: allowed as any, credentials: true })); // planted: cors-truthy-object-origin

app.get('/inbox', (req, res) => {
  res.json([]);
});

app.listen(3000);
