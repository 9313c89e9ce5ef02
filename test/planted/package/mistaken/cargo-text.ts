import express from 'express';
import cors from 'cors';

const allowedHeaders = 'Origin, X-Requested-With, Content-Type, Accept, Authorization';

const app = express();
app.use(cors({ origin: ['https://yak-example.com'], allowedHeaders })); // planted: cargo-allow-headers

app.get('/yaks', (req, res) => {
  res.json([]);
});

app.listen(3000);
