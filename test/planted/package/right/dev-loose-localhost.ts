import express from 'express';
import cors from 'cors';

const isDev = process.env.NODE_ENV !== 'production';

const app = express();

app.use(
  cors({
    origin: isDev ? [/^http:\/\/localhost/, /^http:\/\/127\.0\.0\.1/] : ['https://oak-example.com'],
    credentials: true,
  }),
);

app.get('/oaks', (req, res) => {
  res.json([]);
});

app.listen(3000);
