import express from 'express';
import cors from 'cors';

const app = express();

if (process.env.ENABLE_CORS === '1') {
  app.use(cors({ origin: 'https://lark-example.com', exposedHeaders: 'Set-Cookie' })); // planted: expose-forbidden-header
}

app.get('/larks', (req, res) => res.json([]));

app.listen(3000);
