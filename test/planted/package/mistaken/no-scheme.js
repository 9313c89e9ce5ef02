const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({ origin: 'localhost:3000' })); // planted: origin-missing-scheme
app.use(express.json());

app.get('/', (req, res) => res.send('hi'));

app.listen(8080);
