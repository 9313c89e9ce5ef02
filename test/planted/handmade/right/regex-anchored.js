const http = require('http');

const ALLOWED = /^https:\/\/(?:[a-z0-9-]+\.)*example\.com$/i;

http
  .createServer((req, res) => {
    const origin = req.headers.origin;
    res.setHeader('Vary', 'Origin');
    if (origin && ALLOWED.test(origin)) {
      res.setHeader('Access-Control-Allow-Origin', origin);
    }
    if (req.method === 'OPTIONS') {
      res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
      res.writeHead(204);
      return res.end();
    }
    res.end('ok');
  })
  .listen(3000);
