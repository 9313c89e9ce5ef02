import { createServer } from 'node:http';

const ALLOWED: ReadonlySet<string> = new Set(['https://a.example.com', 'https://b.example.com']);

createServer((req, res) => {
  const origin = req.headers.origin;
  if (origin && ALLOWED.has(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin); // planted: vary-origin-missing
    res.setHeader('Vary', 'Origin');
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
