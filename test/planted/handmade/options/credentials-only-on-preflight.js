const http = require('http');

http
  .createServer((req, res) => {
    res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
    if (req.method === 'OPTIONS') {
      res.writeHead(204, {
        'Access-Control-Allow-Credentials': 'true', // planted: acao-only-on-preflight
        'Access-Control-Allow-Methods': 'GET, PUT',
        'Access-Control-Allow-Headers': 'Content-Type',
      });
      return res.end();
    }
    res.end('ok');
  })
  .listen(3000);
