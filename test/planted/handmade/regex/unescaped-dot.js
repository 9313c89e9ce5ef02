var http = require('http');

var allowed = /^https:\/\/app.example.com$/; // planted: regex-unescaped-dot

http
  .createServer(function (req, res) {
    var origin = req.headers.origin;
    res.setHeader('Vary', 'Origin');
    if (allowed.test(origin)) {
      res.setHeader('Access-Control-Allow-Origin', origin);
      res.setHeader('Access-Control-Allow-Credentials', 'true');
    }
    if (req.method === 'OPTIONS') {
      res.writeHead(200);
      return res.end();
    }
    res.writeHead(200, { 'Content-Type': 'text/html' });
    res.end('<p>hello</p>');
  })
  .listen(1337);
