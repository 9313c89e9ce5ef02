import express from 'express';
import cors from 'cors';
import origins from './origins.js';

const app = express();

app.use(cors({ origin: origins, credentials: true })); // planted: localhost-in-production

app.get('/channels', (req, res) => res.json([]));

app.listen(3000);
