const express = require('express');
const router = express.Router();

const setHeaders = (res) => {
  res.header('Access-Control-Allow-Origin', 'https://app.example.com');
  res.header('Access-Control-Allow-Credentials', 'true');
};

router.options('/:id', (req, res) => {
  setHeaders(res);
  res.header('Access-Control-Allow-Methods', 'GET, PUT');
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  res.sendStatus(204);
});

router.get('/:id', (req, res) => {
  setHeaders(res);
  res.json({ id: req.params.id });
});

router.put('/:id', express.json(), (req, res) => {
  setHeaders(res);
  res.json(req.body);
});

const app = express();
app.use('/items', router);
app.listen(3000);
