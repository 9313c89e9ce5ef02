const express = require('express');
const cors = require('cors');

const LIST = ['https://soup-example.com', 'https://menu.soup-example.com'];

const app = express();

app.use(cors({
  credentials: true,
  origin(origin, cb) {
    cb(null, LIST.includes(origin) ? origin : LIST[0]);
  },
}));

app.get('/soups', (req, res) => res.json([]));

app.listen(3000);
