import express from 'express';
import { corsFor } from './cors.js';

const app = express();

app.use(corsFor(['https://track.fleet-example.com', 'track.fleet-example.com:8443'])); // planted: origin-missing-scheme
app.use(express.json());

app.get('/trucks', (req, res) => {
  res.json([]);
});

app.listen(3000);
