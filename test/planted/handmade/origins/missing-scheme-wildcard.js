const http = require('http');

http
  .createServer((req, res) => {
    res.writeHead(200, {
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': '*.example.com', // planted: origin-missing-scheme | wildcard-subdomain-literal
    });
    res.end('[]');
  })
  .listen(3000);
