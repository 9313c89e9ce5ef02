const express = require('express');
const cors = require('cors');
const app = express();

const whitelist = ['https://example1.com', 'https://example2.com'];
const corsOptions = {
  origin: function (origin, callback) {
    if (whitelist.indexOf(origin) !== -1 || !origin) {
      callback(null, true);
    } else {
      callback(new Error('Not allowed by CORS')); // planted: cors-deny-with-error
    }
  },
};

app.use(cors(corsOptions));

app.get('/products/:id', function (req, res, next) {
  res.json({ msg: 'This is CORS-enabled for a whitelisted domain.' });
});

app.listen(80, function () {
  console.log('CORS-enabled web server listening on port 80');
});
