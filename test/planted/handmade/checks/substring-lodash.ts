import express from 'express';

const app = express();
const HOST = 'dashboard.example.com';

const originAllowed = (value?: string) => (value ? value.toLowerCase().includes(HOST) : false); // planted: substring-check

app.use(async (req, res, next) => {
  const origin = req.header('Origin');
  res.vary('Origin');
  if (originAllowed(origin)) {
    res.header('Access-Control-Allow-Origin', origin);
    res.header('Access-Control-Allow-Credentials', 'true');
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.status(204).end();
    return;
  }
  next();
});

app.get('/charts', async (_req, res) => {
  res.json([]);
});
app.listen(3000);
