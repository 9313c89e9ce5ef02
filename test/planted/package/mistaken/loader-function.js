const express = require('express');
const cors = require('cors');

module.exports = function (app) {
  app.use(cors({ origin: ['https://ant-example.com/'], credentials: true })); // planted: trailing-slash-origin
  app.use(express.json());
};
