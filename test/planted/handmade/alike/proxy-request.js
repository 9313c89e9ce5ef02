const http = require('http');

http
  .createServer((req, res) => {
    const upstream = http.request(
      {
        host: 'localhost',
        port: 8080,
        path: req.url,
        method: req.method,
        headers: { ...req.headers, host: 'internal.example.com' },
      },
      (answer) => {
        res.writeHead(answer.statusCode, answer.headers);
        answer.pipe(res);
      },
    );
    upstream.setHeader('X-Forwarded-Host', req.headers.host);
    req.pipe(upstream);
  })
  .listen(3000);
