import express from 'express';
import cors from 'cors';

const app = express();

app.use(cors({ origin: '*', allowedHeaders: '*', exposedHeaders: '*', methods: '*' }));

app.get('/map', (req, res) => {
  res.json({});
});

app.listen(3000);
