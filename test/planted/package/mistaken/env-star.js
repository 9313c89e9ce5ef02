'use strict';

require('dotenv').config();
const express = require('express');
const cors = require('cors');
const helmet = require('helmet');

const app = express();

const corsOptions = {
  origin: process.env.CORS_ORIGIN || '*', // planted: env-default-wildcard
  credentials: true,
  optionsSuccessStatus: 200,
};

app.use(helmet());
app.use(cors(corsOptions));
app.use(express.urlencoded({ extended: false }));

app.get('/', (req, res) => {
  res.send('ok');
});

app.use('/users', require('./routes/users'));

module.exports = app;
