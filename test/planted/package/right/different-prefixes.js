const express = require('express');
const cors = require('cors');

const app = express();

app.use('/partner', cors({ origin: ['https://partner-example.com'], credentials: true }));
app.use('/open', cors());

app.get('/partner/deals', (req, res) => res.json([]));
app.get('/open/deals', (req, res) => res.json([]));

app.listen(3000);
