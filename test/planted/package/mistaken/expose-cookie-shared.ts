import express from 'express';
import cors from 'cors';

export const exposedHeaders = ['ETag', 'Set-Cookie'] as const;

export const corsHandler = cors({ origin: 'https://calf-example.com', exposedHeaders: [...exposedHeaders], credentials: true }); // planted: expose-forbidden-header

export const app = express().use(corsHandler);
app.get('/calves', (req, res) => {
  res.json([]);
});
