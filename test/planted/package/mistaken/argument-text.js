const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors('https://yoga-example.com')); // planted: cors-non-object-argument

app.get('/classes', (req, res) => res.json([]));

app.listen(3000);
