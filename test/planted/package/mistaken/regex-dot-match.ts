import express from 'express';
import cors from 'cors';

const WWW = /^https:\/\/(www.)?grocer-example\.com$/i; // planted: regex-unescaped-dot

const app = express();

app.use(
  cors((req, callback) => {
    const origin = req.headers.origin ?? '';
    const trusted = origin.match(WWW) !== null;
    callback(null, { origin: trusted ? origin : 'https://grocer-example.com', credentials: true });
  }),
);

app.get('/basket', (req, res) => {
  res.json({ lines: [] });
});

export default app;
