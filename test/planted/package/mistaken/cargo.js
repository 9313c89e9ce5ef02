const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: 'https://mule-example.com',
  allowedHeaders: [
    'Content-Type',
    'Authorization',
    'Access-Control-Allow-Origin', // planted: cargo-allow-headers
    'Access-Control-Allow-Credentials',
  ],
  credentials: true,
}));

app.get('/mules', (req, res) => res.json([]));

app.listen(3000);
