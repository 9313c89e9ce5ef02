import express from 'express';
import cors from 'cors';

const app = express();

app.use(
  cors({
    credentials: true,
    origin: (origin, callback) => {
      if (origin === 'https://pets-example.com/') { // planted: trailing-slash-origin
        callback(null, true);
      } else {
        callback(null, ['https://www.pets-example.com']);
      }
    },
  }),
);

app.get('/pets', (req, res) => {
  res.json([]);
});

app.listen(3000);
