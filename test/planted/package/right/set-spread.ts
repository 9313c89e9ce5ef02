import express from 'express';
import cors from 'cors';

const allowed = new Set<string>(['https://x.desk-example.com']);
allowed.add('https://y.desk-example.com');

const app = express();
app.use(cors({ origin: Array.from(allowed), credentials: true }));
app.get('/desks', (req, res) => {
  res.json([]);
});
app.listen(3000);
