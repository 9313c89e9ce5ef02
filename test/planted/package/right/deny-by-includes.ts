import express from 'express';
import cors from 'cors';

const origins: readonly string[] = ['https://rent-example.com'];

const app = express();
app.use(
  cors({
    origin: (origin, cb) => cb(null, origins.includes(origin ?? '')),
    credentials: true,
  }),
);

app.get('/flats', (req, res) => {
  res.json([]);
});

app.listen(3000);
