const http = require('http');

const ORIGIN = process.env.CORS_ORIGIN || 'http://localhost:3000';

http
  .createServer((req, res) => {
    res.setHeader('Access-Control-Allow-Origin', ORIGIN);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    if (req.method === 'OPTIONS') {
      res.writeHead(204);
      return res.end();
    }
    res.end('ok');
  })
  .listen(3000);
