// express: 5.1.0
import express from 'express';
import cors from 'cors';

const app = express();

app.use(cors({ origin: 'https://bid-example.com' }));
app.options('(.*)', cors({ origin: 'https://bid-example.com' })); // planted: express5-star-path

app.get('/bids', (req, res) => res.json([]));

app.listen(3000);
