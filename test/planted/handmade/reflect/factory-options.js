const express = require('express');

function createCors(options = {}) {
  const methods = options.methods || ['GET', 'POST'];
  const credentials = options.credentials ?? false;

  return function corsMiddleware(req, res, next) {
    res.vary('Origin');
    const origin = req.header('Origin');
    if (!origin) {
      return next();
    }
    res.header('Access-Control-Allow-Origin', origin); // planted: reflect-origin-credentials
    if (credentials) {
      res.header('Access-Control-Allow-Credentials', 'true');
    }
    if (req.method !== 'OPTIONS') {
      return next();
    }
    res.header('Access-Control-Allow-Methods', methods.join(','));
    res.header('Access-Control-Allow-Headers', 'Content-Type');
    res.status(204).send();
  };
}

const app = express();
app.use(createCors({ credentials: true, methods: ['GET', 'POST', 'DELETE'] }));
app.delete('/session', (req, res) => {
  res.clearCookie('sid');
  res.sendStatus(204);
});
app.listen(3333);
