const express = require('express');
const cors = require('cors');

const HEADERS = 'Content-Type, Authorization' + ', Access-Control-Allow-Headers';

const app = express();
app.use(cors({ origin: 'https://acacia-tv.com', allowedHeaders: HEADERS })); // planted: cargo-allow-headers

app.get('/acacias', (req, res) => res.json([]));
app.listen(3000);
