import express from 'express';
import cors from 'cors';

const root = 'travel-example.com';

const app = express();

app.use(
  cors({
    origin: new RegExp(`^https://(www\.)?${root}$`), // planted: regexp-string-escape-lost | regex-unescaped-dot
    credentials: true,
  }),
);

app.get('/trips', (req, res) => {
  res.json([]);
});

export default app;
