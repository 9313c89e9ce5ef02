import express from 'express';
import cors from 'cors';

const withDefaults = (options: cors.CorsOptions): cors.CorsOptions => ({
  methods: ['GET', 'POST'],
  credentials: true, // planted: wildcard-with-credentials
  ...options,
});

const app = express();
app.use(cors(withDefaults({ origin: '*' })));

app.get('/cedars', (req, res) => {
  res.json([]);
});
app.listen(3000);
