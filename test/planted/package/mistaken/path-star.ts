import express from 'express';
import cors from 'cors';

const origins: string[] = [];
origins.push('https://lab-example.com/*'); // planted: origin-with-path-or-query | wildcard-subdomain-literal
origins.push('https://lab-example.com');

const app = express();
app.use(cors({ origin: origins }));

app.get('/samples', (req, res) => {
  res.json([]);
});

app.listen(3000);
