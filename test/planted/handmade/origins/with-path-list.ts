import { createServer } from 'node:http';

const allowList = [
  'https://www.example.com',
  'https://example.com/*', // planted: origin-with-path-or-query | wildcard-subdomain-literal
];

createServer((req, res) => {
  const origin = req.headers.origin ?? '';
  res.setHeader('Vary', 'Origin');
  if (allowList.indexOf(origin) >= 0) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
