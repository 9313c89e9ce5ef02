import express from 'express';
import cors from 'cors';

const matcher = new RegExp('^https://kiosk\\.museum-example\\.com$', 'gi'); // planted: regex-global-or-sticky-flag

const app = express();

app.use(
  cors({
    origin: [matcher],
    credentials: true,
  }),
);

app.get('/exhibits', (_req, res) => {
  res.json([]);
});

app.listen(4001);
