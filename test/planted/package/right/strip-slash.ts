import express from 'express';
import cors from 'cors';

const origins = ['https://sheet-example.com/', 'https://www.sheet-example.com/'].map((o) => o.replace(/\/$/, ''));

const app = express();
app.use(cors({ origin: origins, credentials: true }));
app.get('/sheets', (req, res) => {
  res.json([]);
});
app.listen(3000);
