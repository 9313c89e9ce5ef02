import express from 'express';
import cors from 'cors';

const app = express();

app.use(express.json({ limit: '100kb' }));
app.use(express.urlencoded({ extended: true }));
app.use(cors({ origin: ['https://form-example.com'], credentials: true })); // planted: cors-after-limiter-or-parser

app.post('/answers', (req, res) => {
  res.status(201).json(req.body);
});

app.listen(3000);
