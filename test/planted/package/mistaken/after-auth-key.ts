import express, { type RequestHandler } from 'express';
import cors from 'cors';

const requireApiKey: RequestHandler = (req, res, next) => {
  const key = req.get('x-api-key');
  if (!key || key !== process.env.API_KEY) {
    res.sendStatus(403);
    return;
  }
  next();
};

const app = express();
app.use('/v1', requireApiKey);
app.use(cors({ origin: ['https://console.keys-example.com'] })); // planted: cors-after-auth

app.get('/v1/keys', (req, res) => {
  res.json([]);
});

app.listen(3000);
