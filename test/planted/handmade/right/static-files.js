const express = require('express');
const path = require('path');
const app = express();

app.use(
  express.static(path.join(__dirname, 'public'), {
    setHeaders(res) {
      res.set('Access-Control-Allow-Origin', '*');
      res.set('Timing-Allow-Origin', '*');
    },
  }),
);

app.listen(3000);
