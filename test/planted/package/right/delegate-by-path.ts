import express from 'express';
import cors, { type CorsOptionsDelegate } from 'cors';

const delegate: CorsOptionsDelegate<express.Request> = (req, callback) => {
  if (req.path.startsWith('/public')) {
    callback(null, { origin: '*' });
    return;
  }
  callback(null, { origin: ['https://hub-example.com'], credentials: true });
};

const app = express();
app.use(cors<express.Request>(delegate));

app.get('/public/x', (req, res) => {
  res.json({});
});
app.put('/x', (req, res) => {
  res.sendStatus(204);
});

app.listen(3000);
