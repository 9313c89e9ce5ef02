const express = require('express');
const cors = require('cors');
const options = require('./cors.json');

const app = express();
app.use(cors(options)); // planted: origin-with-path-or-query
app.get('/plums', (req, res) => res.json([]));
app.listen(3000);
