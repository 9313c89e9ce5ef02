const express = require('express');
const cors = require('cors');

const app = express();

app.use(
  cors({
    origin: [
      'https://www.hotel-example.com',
      'http://www.hotel-example.com', // planted: insecure-http-origin
    ],
    credentials: true,
  })
);

app.get('/rooms', (req, res) => res.json([]));

app.listen(3000);
