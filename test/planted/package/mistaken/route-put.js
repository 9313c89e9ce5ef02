const express = require('express');
const cors = require('cors');

const app = express();

const corsOptions = { origin: 'https://plant-example.com' };

app.get('/plants', cors(corsOptions), (req, res) => res.json([]));
app.put('/plants/:id', cors(corsOptions), (req, res) => res.sendStatus(204)); // planted: route-cors-without-options
app.delete('/plants/:id', cors(corsOptions), (req, res) => res.sendStatus(204)); // planted: route-cors-without-options

app.listen(3000);
