import express from 'express';
import cors from 'cors';

const app = express();
app.use(cors({ origin: 'https://knit-example.com' }));

app.get('/yarn', (req, res) => {
  res.append('Access-Control-Allow-Origin', 'https://knit-example.com'); // planted: acao-array-or-append
  res.json([]);
});

app.listen(3000);
