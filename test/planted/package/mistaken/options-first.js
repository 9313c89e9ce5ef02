// express: 4.21.2
const express = require('express');
const cors = require('cors');

const app = express();

const corsOptions = {
  origin: 'https://tea-example.com',
  credentials: true,
};

app.options('*', cors()); // planted: options-handler-different-policy
app.use(cors(corsOptions));
app.use(express.json());

app.get('/leaves', (req, res) => res.json([]));
app.put('/leaves/:id', (req, res) => res.sendStatus(204));

app.listen(3000);
