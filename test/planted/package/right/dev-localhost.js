const express = require('express');
const cors = require('cors');

const origins = ['https://trail-example.com'];
if (process.env.NODE_ENV !== 'production') {
  origins.push('http://localhost:3000', 'http://127.0.0.1:3000');
}

const app = express();
app.use(cors({ origin: origins, credentials: true }));

app.get('/trails', (req, res) => res.json([]));

app.listen(3000);
