import express from 'express';
import cors from 'cors';

enum ClientUrl {
  Web = 'https://web.bikes-example.com/', // planted: trailing-slash-origin
  Admin = 'https://admin.bikes-example.com',
}

const app = express();

app.use(
  cors({
    origin: Object.values(ClientUrl),
    credentials: true,
  }),
);

app.get('/bikes', (req, res) => {
  res.json([]);
});

app.listen(3000);
