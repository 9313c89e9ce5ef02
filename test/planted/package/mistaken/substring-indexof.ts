import express from 'express';
import cors from 'cors';

const app = express();

app.use(
  cors({
    origin: (origin = '', callback) => {
      callback(null, origin.indexOf('insurance-example.com') > -1 ? origin : 'https://insurance-example.com'); // planted: substring-check
    },
    credentials: true,
  }),
);

app.get('/claims', (req, res) => {
  res.json([]);
});

app.listen(3000);
