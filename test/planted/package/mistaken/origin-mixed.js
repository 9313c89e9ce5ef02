const express = require('express');
const cors = require('cors');

const isPreview = (origin) => /^https:\/\/pr-\d+\.zoo-example\.com$/.test(origin);

const app = express();

app.use(cors({
  origin: ['https://zoo-example.com', isPreview], // planted: cors-truthy-object-origin
  credentials: true,
}));

app.get('/animals', (req, res) => res.json([]));

app.listen(3000);
