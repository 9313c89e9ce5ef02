var http = require('http');

var corsHeaders = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Expose-Header', 'X-Total-Count'], // planted: header-name-typo
  ['Access-Control-Allow-Headers', 'Content-Type'],
];

http
  .createServer(function (req, res) {
    corsHeaders.forEach(function (pair) {
      res.setHeader(pair[0], pair[1]);
    });
    if (req.method === 'OPTIONS') {
      res.statusCode = 204;
      return res.end();
    }
    res.setHeader('X-Total-Count', '12');
    res.end('[]');
  })
  .listen(3000);
