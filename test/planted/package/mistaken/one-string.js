const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: 'https://ski-example.com,https://www.ski-example.com', // planted: origin-list-in-one-string
  credentials: true,
}));

app.get('/lifts', (req, res) => res.json([]));

app.listen(3000);
