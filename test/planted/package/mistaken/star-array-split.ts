import express from 'express';
import cors from 'cors';

const allowedOrigins = (process.env.ALLOWED_ORIGINS || '*').split(','); // planted: star-inside-array

const app = express();
app.use(cors({ origin: allowedOrigins }));

app.get('/news', (req, res) => {
  res.json([]);
});

app.listen(3000);
