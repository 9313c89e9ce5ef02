const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: ['https://ware-example.com'] }));

app.get('/wares', (req, res, next) => {
  next(new Error('database is down'));
});

app.use((err, req, res, next) => {
  res.status(500).json({ message: err.message });
});

app.listen(3000);
