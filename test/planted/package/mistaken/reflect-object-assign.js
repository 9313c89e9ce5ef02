const express = require('express');
const cors = require('cors');

const defaults = Object.freeze({
  origin: true, // planted: reflect-origin-credentials
  methods: 'GET,POST,PUT',
});

module.exports = function build(config) {
  const app = express();
  const options = Object.assign({}, defaults, { credentials: true });

  app.disable('x-powered-by');
  app.use(cors(options));
  app.use(express.json());

  app.get('/v1/accounts', (req, res) => {
    res.json(config.accounts);
  });

  app.put('/v1/accounts/:id', (req, res) => {
    res.sendStatus(204);
  });

  return app;
};
