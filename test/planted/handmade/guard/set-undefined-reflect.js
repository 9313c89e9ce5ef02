const http = require('http');

http
  .createServer(function (req, res) {
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin); // planted: setheader-undefined-origin, reflect-origin-no-credentials, vary-origin-missing
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    if (req.method === 'OPTIONS') {
      res.writeHead(200);
      res.end();
      return;
    }
    res.end('hi');
  })
  .listen(3000);
