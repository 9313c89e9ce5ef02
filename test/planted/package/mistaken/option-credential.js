import express from 'express';
import cors from 'cors';

const app = express();

const corsConfig = {
  origin: ['https://golf-example.com'],
  credential: true, // planted: cors-unknown-option
  exposeHeaders: ['X-Next-Page'], // planted: cors-unknown-option
};

app.use(cors(corsConfig));
app.get('/tees', (req, res) => res.json([]));

app.listen(3000);
