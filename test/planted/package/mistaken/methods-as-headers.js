const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: 'https://quest-example.com',
  allowedHeaders: ['GET', 'POST', 'PUT', 'DELETE'], // planted: methods-in-allowed-headers
}));

app.get('/quests', (req, res) => res.json([]));

app.listen(3000);
