import { createServer } from 'node:http';

const SAFE_ORIGIN = new RegExp('^https://([a-z]+)?example\\.org$'); // planted: regex-missing-label-boundary

const server = createServer((req, res) => {
  const origin = req.headers['origin'];
  res.setHeader('Vary', 'Origin');
  if (origin && SAFE_ORIGIN.test(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
  }
  if (req.method === 'OPTIONS') {
    res.writeHead(204, { 'Access-Control-Allow-Headers': 'Content-Type' });
    res.end();
    return;
  }
  res.writeHead(200, { 'Content-Type': 'application/json' });
  res.end('{}');
});

server.listen(8080);
