import express from 'express';

const TENANTS = /^https:\/\/[a-z0-9-]+\.example\.com$/;

function cors(req, res, next) {
  const { origin } = req.headers;
  if (origin && TENANTS.test(origin)) {
    res.set('Access-Control-Allow-Origin', origin); // planted: vary-origin-missing
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') return void res.sendStatus(204);
  next();
}

const app = express();
app.use(cors);
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
