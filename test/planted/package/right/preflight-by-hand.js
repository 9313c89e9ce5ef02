const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({ origin: 'https://lamp-example.com', preflightContinue: true }));
app.options(/.*/, (req, res) => res.sendStatus(204));

app.put('/lamps/:id', (req, res) => res.sendStatus(204));

app.listen(3000);
