import express from 'express';
import cors from 'cors';
import { allowedOrigins } from './origins';

const app = express();
app.use(cors({ origin: allowedOrigins, credentials: true }));
app.get('/timetable', (req, res) => {
  res.json([]);
});

export default app;
