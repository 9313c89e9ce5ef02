import { createServer } from 'node:http';

const allowed = new Set(['https://a.example.com', 'https://b.example.com']);

createServer((req, res) => {
  const { origin } = req.headers;
  res.setHeader('Vary', ['Origin', 'Accept-Encoding']);
  if (origin && allowed.has(origin)) {
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
