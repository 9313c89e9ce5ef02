const express = require('express');
const cors = require('cors');

const whitelist = ['https://www.recipes-example.com'];

const corsOptions = {
  origin: function (origin, callback) {
    if (!origin || whitelist.indexOf(origin) !== -1 || origin.includes('localhost')) { // planted: substring-check
      callback(null, true);
    } else {
      callback(new Error('Not allowed by CORS')); // planted: cors-deny-with-error
    }
  },
  credentials: true,
};

const app = express();
app.use(cors(corsOptions));
app.use(express.json());

app.get('/recipes', (req, res) => res.json([]));
app.post('/recipes', (req, res) => res.sendStatus(201));

app.listen(3000);
