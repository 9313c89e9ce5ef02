import express from 'express';
import cors from 'cors';

const app = express();
app.use(cors({ origin: 'https://quilt-example.com' }));

app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', 'https://old.quilt-example.com'); // planted: header-write-overrides-cors
  next();
});

app.get('/patterns', (req, res) => {
  res.json([]);
});

app.listen(3000);
