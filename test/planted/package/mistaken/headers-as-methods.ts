import express from 'express';
import cors from 'cors';

const app = express();

app.use(
  cors({
    origin: 'https://hive-example.com',
    methods: 'Content-Type,Authorization', // planted: methods-in-allowed-headers
  }),
);

app.get('/bees', (req, res) => {
  res.json([]);
});

app.listen(3000);
