import { createServer } from 'node:http';

const DOMAIN = 'example.com';
const RE = new RegExp(`^https://[a-z]+\.${DOMAIN}$`);

createServer((req, res) => {
  const origin = req.headers.origin;
  res.setHeader('Vary', 'Origin');
  if (origin && RE.test(origin)) { // planted: regexp-string-escape-lost | regex-unescaped-dot | regex-missing-label-boundary
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
  }
  if (req.method === 'OPTIONS') {
    res.writeHead(204, { 'Access-Control-Allow-Headers': 'Content-Type' });
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
