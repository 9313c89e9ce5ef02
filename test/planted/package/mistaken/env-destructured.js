import express from 'express';
import cors from 'cors';

const { PORT = 3000, CLIENT_URL = '*' } = process.env;

const app = express();

app.use(cors({ credentials: true, origin: CLIENT_URL })); // planted: env-default-wildcard

app.get('/me', (_, res) => res.json({ id: 7 }));

app.listen(PORT, () => {
  console.log('api ready');
});
