import express from 'express';

function trusted(origin) {
  if (!origin) return false;
  try {
    const url = new URL(origin);
    return url.protocol === 'https:' && (url.hostname === 'example.com' || url.hostname.endsWith('.example.com'));
  } catch {
    return false;
  }
}

const app = express();
app.use((req, res, next) => {
  const { origin } = req.headers;
  res.vary('Origin');
  if (trusted(origin)) {
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
