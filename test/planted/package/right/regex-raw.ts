import express from 'express';
import cors from 'cors';

const pattern = new RegExp(String.raw`^https://app\.rail-example\.com$`);
const other = new RegExp('^https://www\\.rail-example\\.com$', 'i');

const app = express();
app.use(cors({ origin: [pattern, other], credentials: true }));
app.get('/trains', (req, res) => {
  res.json([]);
});
app.listen(3000);
