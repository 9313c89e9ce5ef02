import express from 'express';

const ROOT_DOMAINS = ['example.com', 'example.net'];

function trusted(origin: string): boolean {
  let url: URL;
  try {
    url = new URL(origin);
  } catch {
    return false;
  }
  return url.protocol === 'https:' && ROOT_DOMAINS.some((domain) => url.hostname.endsWith(domain)); // planted: suffix-check-without-dot
}

export const app = express();

app.use((req, res, next) => {
  const origin = req.headers.origin;
  res.vary('Origin');
  if (origin && trusted(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type, Authorization');
  }
  if (req.method === 'OPTIONS') {
    res.status(204).end();
    return;
  }
  next();
});

app.get('/session', (req, res) => {
  res.json({ user: req.headers.authorization ? 'known' : 'anonymous' });
});
