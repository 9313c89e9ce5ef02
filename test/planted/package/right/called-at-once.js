const express = require('express');
const cors = require('cors')();

const app = express();

app.use(cors);
app.get('/time', (req, res) => res.json({ now: Date.now() }));

app.listen(3000);
