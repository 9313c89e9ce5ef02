const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({ origin: /^https:\/\/shop\.toys-example\.com$/g, credentials: true })); // planted: regex-global-or-sticky-flag

app.get('/toys', (req, res) => {
  res.json([]);
});

app.listen(4000);
