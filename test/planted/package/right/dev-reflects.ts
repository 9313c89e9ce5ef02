import express from 'express';
import cors from 'cors';

const isProduction = process.env.NODE_ENV === 'production';

const app = express();

app.use(
  cors({
    origin: isProduction ? ['https://poem-example.com'] : true,
    credentials: true,
  }),
);

app.get('/poems', (req, res) => {
  res.json([]);
});

app.listen(3000);
