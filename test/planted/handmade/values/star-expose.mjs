import http from 'node:http';

const base = new Headers({
  'Access-Control-Allow-Origin': 'https://app.example.com',
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Expose-Headers': '*', // planted: wildcard-list-with-credentials
});

http
  .createServer((req, res) => {
    res.setHeaders(base);
    if (req.method === 'OPTIONS') {
      res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
      res.writeHead(204).end();
      return;
    }
    res.setHeader('X-Page', '1');
    res.end('ok');
  })
  .listen(3000);
