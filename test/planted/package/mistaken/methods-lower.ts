import express from 'express';
import cors from 'cors';

const METHODS = ['get', 'post', 'put', 'delete'];

const app = express();
app.use(cors({ origin: 'https://bird-example.com', methods: METHODS })); // planted: acam-lowercase

app.get('/nests', (req, res) => {
  res.json([]);
});

app.listen(3000);
