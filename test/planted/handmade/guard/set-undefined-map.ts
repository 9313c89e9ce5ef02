import { createServer } from 'node:http';

const byOrigin: Record<string, string> = {
  'https://a.example.com': 'https://a.example.com',
  'https://b.example.com': 'https://b.example.com',
};

createServer((req, res) => {
  const allow = byOrigin[req.headers.origin ?? ''];
  res.setHeader('Vary', 'Origin');
  res.setHeader('Access-Control-Allow-Origin', allow!); // planted: setheader-undefined-origin
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
