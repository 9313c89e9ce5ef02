import { createServer } from 'node:http';

enum Cors {
  Origin = 'Access-Control-Allow-Origin',
  Credentials = 'Access-Control-Allow-Credentials',
  Headers = 'Access-Control-Allow-Headers',
}

createServer((req, res) => {
  res.setHeader(Cors.Origin, 'https://app.example.com');
  res.setHeader(Cors.Credentials, 1); // planted: acac-not-true
  res.setHeader(Cors.Headers, 'Content-Type');
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
