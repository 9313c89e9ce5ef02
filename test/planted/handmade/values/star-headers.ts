import { createServer } from 'node:http';

createServer((req, res) => {
  res.setHeaders(
    new Map([
      ['Access-Control-Allow-Origin', 'https://app.example.com'],
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Allow-Headers', '*'], // planted: wildcard-list-with-credentials
    ]),
  );
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
