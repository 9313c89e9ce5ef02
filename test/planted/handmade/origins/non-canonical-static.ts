import http from 'node:http';

http
  .createServer((_req, res) => {
    res.setHeader('Access-Control-Allow-Origin', 'HTTPS://www.example.com'); // planted: non-canonical-origin
    res.setHeader('Content-Type', 'text/plain');
    res.end('hello');
  })
  .listen(3000);
