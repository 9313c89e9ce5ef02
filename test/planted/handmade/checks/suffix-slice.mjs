import { createServer } from 'node:http';

const suffix = 'corp.example';

createServer((req, res) => {
  const origin = req.headers.origin || '';
  res.setHeader('Vary', 'Origin');
  if (origin.slice(-suffix.length) === suffix) { // planted: suffix-check-without-dot
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
  }
  if (req.method === 'OPTIONS') {
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('intranet');
}).listen(3000);
