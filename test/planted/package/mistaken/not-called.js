const express = require('express');
const cors = require('cors');
const bodyParser = require('body-parser');

const app = express();

app.use(cors); // planted: cors-not-called
app.use(bodyParser.json());

app.get('/', (req, res) => {
  res.send('never');
});

app.listen(3000);
