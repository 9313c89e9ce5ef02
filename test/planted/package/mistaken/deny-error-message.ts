import express from 'express';
import cors from 'cors';

const ALLOWED_ORIGINS = (process.env.ALLOWED_ORIGINS || '')
  .split(',')
  .map((s) => s.trim())
  .filter(Boolean);

export const corsMiddleware = cors({
  origin: (origin, callback) => {
    if (!origin) return callback(null, true);
    if (ALLOWED_ORIGINS.indexOf(origin) === -1) {
      const msg = 'The CORS policy for this site does not allow access from the specified Origin.';
      return callback(new Error(msg), false); // planted: cors-deny-with-error
    }
    return callback(null, true);
  },
  credentials: true,
});

const app = express();
app.use(corsMiddleware);
app.get('/', (req, res) => {
  res.send('hello');
});
export default app;
