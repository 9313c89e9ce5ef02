import express from 'express';
import cors from 'cors';
import { config } from './config';

const app = express();

app.use(cors({ origin: config.corsOrigin, credentials: true })); // planted: env-default-wildcard
app.use(express.json());

app.get('/profile', (req, res) => {
  res.json({ name: 'Ada' });
});

app.listen(config.port, () => console.log('up'));
