import express from 'express';
import cors from 'cors';

const config = {
  cors: {
    origin: process.env.WEB_ORIGIN?.split(',') ?? ['oak-web.com'], // planted: origin-missing-scheme
    credentials: true,
  },
};

const app = express();
app.use(cors(config.cors));
app.get('/oaks', (req, res) => {
  res.json([]);
});
app.listen(3000);
