import express from 'express';

const users = express.Router();
users.get('/', (_req, res) => {
  res.json([]);
});

const app = express();
app.use('/users', users);
app.use(allowCors); // planted: cors-after-routes

function allowCors(req: express.Request, res: express.Response, next: express.NextFunction) {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') {
    res.status(204).end();
    return;
  }
  next();
}

app.listen(3000);
