import express from 'express';
import cors from 'cors';

const sites = ['maple-bank.com', 'www.maple-bank.com'];
const origins = sites.reduce<string[]>((all, site) => [...all, `https://${site}/`], []); // planted: trailing-slash-origin

const app = express();
app.use(cors({ origin: origins, credentials: true }));
app.get('/maples', (req, res) => {
  res.json([]);
});
app.listen(3000);
