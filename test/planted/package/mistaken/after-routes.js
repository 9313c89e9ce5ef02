const express = require('express');
const cors = require('cors');

const app = express();

app.get('/api/cars', (req, res) => {
  res.json([{ make: 'Fiat' }]);
});

app.post('/api/cars', (req, res) => {
  res.sendStatus(201);
});

app.use(cors()); // planted: cors-after-routes

app.listen(3000, () => console.log('up'));
