import express from 'express';
import cors from 'cors';

const corsOptions: cors.CorsOptions = {
  origin: ['auction-example.com', 'www.auction-example.com'], // planted: origin-missing-scheme
  credentials: true,
};

const app = express();
app.use(cors(corsOptions));

app.get('/lots', (req, res) => {
  res.json([]);
});

app.listen(3000);
