// express: 4.19.2
const express = require('express');
const cors = require('cors');

const app = express();
const corsOptions = { origin: 'https://desk-example.com', credentials: true };

app.options('*', cors(corsOptions));
app.use(cors(corsOptions));

app.get('/desks', (req, res) => res.json([]));

app.listen(3000);
