import express from 'express';
import cors from 'cors';
import { corsOptions } from '@acme/shared-config';
import { getOrigins } from './not-here';

const app = express();
app.use('/a', cors(corsOptions));
app.use('/b', cors({ origin: getOrigins(), credentials: true }));
app.use('/c', cors({ ...corsOptions, credentials: true }));

app.get('/a/1', (req, res) => {
  res.json([]);
});

app.listen(3000);
