const express = require('express');
const cors = require('cors');

const allowed = ['https://surf-example.com'];

const app = express();

app.use(cors({
  origin: (origin, cb) => {
    const clean = origin.toLowerCase(); // planted: unguarded-origin
    if (allowed.includes(clean)) return cb(null, true);
    cb(null, allowed);
  },
}));

app.get('/boards', (req, res) => res.json([]));

app.listen(3000);
