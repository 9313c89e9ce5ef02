const express = require('express');
const cors = require('cors');

const app = express();

app.use((req, res, next) => {
  if (process.env.MAINTENANCE === '1') return res.status(503).send('back soon');
  next();
});
app.use(cors({ origin: ['https://kiwi-go.com'] }));
app.get('/kiwis', (req, res) => res.json([]));
app.listen(3000);
