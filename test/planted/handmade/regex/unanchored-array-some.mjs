import express from 'express';

const patterns = [
  /^https:\/\/www\.example\.com$/,
  /^http:\/\/localhost/, // planted: regex-unanchored
  /^https:\/\/admin\.example\.com$/,
];

const isTrusted = (origin) => patterns.some((pattern) => pattern.test(origin));

export function corsHeaders(req, res, next) {
  const { origin } = req.headers;
  res.vary('Origin');
  if (origin && isTrusted(origin)) {
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
}

const app = express();
app.use(corsHeaders);
app.get('/feed', (req, res) => res.json({ feed: [] }));
app.listen(4321);
