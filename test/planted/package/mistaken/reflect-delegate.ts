import express from 'express';
import cors, { CorsOptionsDelegate, CorsRequest } from 'cors';

const delegate: CorsOptionsDelegate<CorsRequest> = (req, callback) => {
  const isPublic = req.headers['x-public'] === '1';
  callback(null, {
    origin: req.headers.origin, // planted: reflect-origin-credentials
    credentials: true,
    maxAge: isPublic ? 600 : 60,
  });
};

const app = express();
app.use(cors(delegate));

app.get('/balance', (req, res) => {
  res.json({ eur: 12 });
});

app.listen(4300);
