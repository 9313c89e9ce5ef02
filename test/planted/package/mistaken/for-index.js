var express = require('express');
var cors = require('cors');

var suffixes = ['.netlify.app', '.crow-example.com'];

function allowed(origin) {
  for (var i = 0; i < suffixes.length; i++) {
    var at = origin.lastIndexOf(suffixes[i]); // planted: shared-hosting-suffix
    if (at !== -1 && at === origin.length - suffixes[i].length) {
      return origin.slice(0, 8) === 'https://';
    }
  }
  return false;
}

var app = express();

app.use(cors(function (req, callback) {
  var origin = req.headers.origin;
  if (origin && allowed(origin)) {
    callback(null, { origin: origin, credentials: true });
  } else {
    callback(null, { origin: 'https://crow-example.com', credentials: true });
  }
}));

app.get('/nests', function (req, res) {
  res.json([]);
});

app.listen(3000);
