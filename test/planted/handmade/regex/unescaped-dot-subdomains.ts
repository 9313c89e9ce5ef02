import express from 'express';

const TENANT = /^https:\/\/[a-z0-9-]+.tenants.example.com$/i; // planted: regex-unescaped-dot | regex-missing-label-boundary

const app = express();

app.use((req, res, next) => {
  const origin = req.header('origin');
  res.vary('origin');
  if (origin && TENANT.test(origin)) {
    res.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Allow-Headers': 'Content-Type',
    });
  }
  req.method === 'OPTIONS' ? res.sendStatus(204) : next();
});

app.get('/tenant', (_req, res) => {
  res.json({ tenant: 'acme' });
});
app.listen(3000);
