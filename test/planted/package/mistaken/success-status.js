const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({ origin: 'https://ice-example.com', optionsSuccessStatus: 304 })); // planted: options-success-status-not-ok

app.get('/rinks', (req, res) => res.json([]));
app.delete('/rinks/:id', (req, res) => res.sendStatus(204));

app.listen(3000);
