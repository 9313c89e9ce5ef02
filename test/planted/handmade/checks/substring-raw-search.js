const http = require('http');

const handlers = {
  '/ping': (req, res) => res.end('pong'),
  '/time': (req, res) => res.end(String(Date.now())),
};

http
  .createServer((req, res) => {
    const origin = String(req.headers.origin);
    res.setHeader('Vary', 'Origin');
    if (origin.search('staging.example.com') >= 0) { // planted: substring-check | regex-unanchored
      res.setHeader('Access-Control-Allow-Origin', origin);
      res.setHeader('Access-Control-Allow-Credentials', 'true');
    }
    if (req.method === 'OPTIONS') {
      res.writeHead(204);
      return res.end();
    }
    const handler = handlers[req.url];
    if (!handler) {
      res.statusCode = 404;
      return res.end();
    }
    handler(req, res);
  })
  .listen(3000);
