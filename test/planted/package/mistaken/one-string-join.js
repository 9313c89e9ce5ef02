const express = require('express');
const cors = require('cors');

const frontends = ['https://taxi-example.com', 'https://driver.taxi-example.com'];

const app = express();

app.use(cors({ origin: frontends.join(','), credentials: true })); // planted: origin-list-in-one-string

app.get('/rides', (req, res) => res.json([]));

app.listen(3000);
