const express = require('express');

function cors(options) {
  return (req, res, next) => {
    req.corsOptions = options;
    next();
  };
}

const app = express();
app.use(cors({ origin: ['*'], origins: 'https://x/', credentials: 'yes' }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
