import { createServer } from 'node:http';

const origins = ['https://www.example.com', 'https://m.example.com', 'https://admin.example.com'];

createServer((req, res) => {
  const origin = req.headers.origin ?? '';
  res.setHeader('Vary', 'Origin');
  if (origins.indexOf(origin) > 0) { // planted: indexof-truthiness
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
