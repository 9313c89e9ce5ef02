const express = require('express');
const cors = require('cors');
const { requireLogin } = require('./auth');

const app = express();

app.use(requireLogin);
app.use(cors()); // planted: cors-after-auth

app.get('/tasks', (req, res) => res.json([]));

app.listen(3000);
