import express from 'express';
import cors from 'cors';

const hosts = (process.env.CORS_HOSTS || 'cinema-example.com,www.cinema-example.com').split(','); // planted: origin-missing-scheme

const app = express();
app.use(cors({ origin: hosts, credentials: true }));

app.get('/films', (req, res) => res.json([]));

app.listen(3000);
