const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: /example\.com/, // planted: regex-unanchored
  credentials: true,
}));

app.get('/api/products/:id', (req, res) => {
  res.json({ id: req.params.id });
});

app.listen(80, () => {
  console.log('web server listening on port 80');
});
