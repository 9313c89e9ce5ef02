import express from 'express';

const router = express.Router();

router.use((req, res, next) => {
  res.append('Vary', 'Origin');
  if (typeof req.headers.origin === 'string') {
    res.header('Access-Control-Allow-Origin', `${req.headers.origin}`); // planted: reflect-origin-credentials
    res.header('Access-Control-Allow-Credentials', `${true}`);
  }
  next();
});

router.options('/messages', (req, res) => {
  res.header('Access-Control-Allow-Methods', 'GET, POST');
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  res.sendStatus(200);
});

router.get('/messages', (req, res) => {
  res.json([]);
});

router.post('/messages', express.json(), (req, res) => {
  res.status(201).json(req.body);
});

const app = express();
app.use('/api', router);
app.listen(3000);
