// express: 5.1.0
const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors());
app.options('*', cors()); // planted: express5-star-path

app.get('/users', (req, res) => res.json([]));

app.listen(3000);
