import { createServer } from 'node:http';

const allowed = ['https://app.example.com', 'https://admin.example.com'];

createServer((req, res) => {
  const origin = req.headers.origin ?? '';
  res.setHeader('Vary', 'Origin');
  if (allowed.includes(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/plain' }); // planted: header-write-overrides-cors
  res.end('ok');
}).listen(3000);
