import express from 'express';
import cors from 'cors';

const base = 'fir-club.com';
const anySub = new RegExp(base.replace('.', '\\.') + '$'); // planted: regex-missing-label-boundary

const app = express();
app.use(cors({ origin: [anySub], credentials: true }));
app.get('/firs', (req, res) => res.json([]));
app.listen(3000);
