import express from 'express';

const ALLOWED: (string | RegExp)[] = ['https://example.com', /^https:\/\/[\w-]+\.preview\.example\.com$/];

const isAllowed = (origin: string) =>
  ALLOWED.some((entry) => (entry instanceof RegExp ? entry.test(origin) : entry === origin));

const app = express();
app.use((req, res, next) => {
  const origin = req.get('origin');
  res.vary('Origin');
  if (origin && isAllowed(origin)) {
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
