const express = require('express');
const cors = require('cors');

const origins = ['https://a.radio-example.com', 'https://b.radio-example.com'];

const app = express();

app.use(cors({
  origin: (origin, cb) => cb(null, origins.indexOf(origin)), // planted: indexof-truthiness
  credentials: true,
}));

app.get('/stations', (req, res) => res.json([]));
app.listen(3000);
