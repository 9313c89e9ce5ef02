import express from 'express';
import cors from 'cors';

const app = express();

app.post('/api/subscribe', cors({ origin: 'https://letter-example.com' }), express.json(), (req, res) => { // planted: route-cors-without-options
  const { email } = req.body;
  res.status(201).json({ email });
});

app.listen(3000);
