const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({ origin: 'https://*.surf-example.com' })); // planted: wildcard-subdomain-literal

app.get('/spots', (req, res) => res.json([]));

app.listen(3000);
