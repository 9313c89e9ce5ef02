import express from 'express';
import cors from 'cors';

const isDev = process.env.NODE_ENV === 'development';

const allowed = ['https://lake-example.com', ...(isDev ? ['http://localhost:5173'] : [])];

const app = express();
app.use(cors({ origin: allowed, credentials: true }));
app.get('/lakes', (req, res) => {
  res.json([]);
});
app.listen(3000);
