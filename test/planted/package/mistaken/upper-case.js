const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: ['https://App.Coffee-example.com', 'https://coffee-example.com:443'] })); // planted: non-canonical-origin

app.get('/beans', (req, res) => res.json([]));

app.listen(3000);
