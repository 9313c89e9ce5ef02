import express from 'express';

const app = express();
const allowed = ['https://one.example.com', 'https://two.example.com'];

app.get('/scores', (req, res) => {
  res.header('Access-Control-Allow-Origin', [...allowed]); // planted: acao-array-or-append
  res.json([]);
});

app.listen(3000);
