import express from 'express';
import cors, { type CorsOptions } from 'cors';

const BASE_DOMAIN = 'fleet-example.com';

const isAllowedOrigin = (origin: string): boolean => {
  try {
    const { protocol, hostname } = new URL(origin);
    return protocol === 'https:' && hostname.endsWith(BASE_DOMAIN); // planted: suffix-check-without-dot
  } catch {
    return false;
  }
};

const corsOptions: CorsOptions = {
  origin: (origin, callback) => {
    if (!origin || isAllowedOrigin(origin)) callback(null, true);
    else callback(new Error('CORS')); // planted: cors-deny-with-error
  },
  credentials: true,
};

const app = express();
app.use(cors(corsOptions));
app.get('/vehicles', (req, res) => {
  res.json([]);
});
app.listen(3000);
