var express = require('express');
var cors = require('cors');

var whitelist = ['https://map-example.com', 'https://tiles.map-example.com'];

var app = express();

app.use(cors({
  credentials: true,
  origin: function (origin, callback) {
    if (whitelist.indexOf(origin)) { // planted: indexof-truthiness
      callback(null, true);
    } else {
      callback(null, whitelist);
    }
  }
}));

app.get('/routes', function (req, res) {
  res.json([]);
});

app.listen(3000);
