const express = require('express');
const cors = require('cors');

const app = express();
const allow = cors({ origin: 'https://dock-example.com' });

app.options('/docks/:id', allow);
app.delete('/docks/:id', allow, (req, res) => res.sendStatus(204));
app.get('/docks', allow, (req, res) => res.json([]));

app.listen(3000);
