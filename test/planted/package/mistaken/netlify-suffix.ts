import express from 'express';
import cors from 'cors';

const exact = ['https://quiz-example.com'];

export const corsHandler = cors({
  origin: (origin, callback) => {
    if (!origin) return callback(null, true);
    const { protocol, hostname } = safeUrl(origin);
    if (protocol === 'https:' && hostname.endsWith('.netlify.app')) return callback(null, true); // planted: shared-hosting-suffix
    callback(null, exact);
  },
  credentials: true,
});

function safeUrl(value: string): { protocol: string; hostname: string } {
  try {
    return new URL(value);
  } catch {
    return { protocol: '', hostname: '' };
  }
}

const app = express();
app.use(corsHandler);
app.get('/questions', (req, res) => {
  res.json([]);
});
app.listen(3000);
