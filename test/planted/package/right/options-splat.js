// express: 5.1.0
const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({ origin: 'https://lane-example.com' }));
app.options('/{*splat}', cors({ origin: 'https://lane-example.com' }));
app.get(/.*/, (req, res) => res.json({}));

app.listen(3000);
