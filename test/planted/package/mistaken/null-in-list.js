import express from 'express';
import cors from 'cors';

const ORIGINS = [
  'https://app.notes-example.com',
  'null', // planted: null-origin-allowed
  'capacitor://localhost',
];

const app = express();

app.use(cors({ origin: ORIGINS, credentials: true }));
app.use(express.json());

app.get('/notes', (req, res) => res.json([]));
app.put('/notes/:id', (req, res) => res.sendStatus(204));

app.listen(3333);
