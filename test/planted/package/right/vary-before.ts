import express from 'express';
import cors from 'cors';

const allowed = new Set(['https://coin-example.com']);

const app = express();

app.use((req, res, next) => {
  res.vary('Origin');
  next();
});
app.use(
  cors({
    origin: (origin, callback) => callback(null, origin !== undefined && allowed.has(origin)),
    credentials: true,
  }),
);

app.get('/coins', (req, res) => {
  res.json([]);
});

app.listen(3000);
