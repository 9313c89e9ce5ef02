import { createServer } from 'node:http';

createServer((req, res) => {
  const origin = req.headers.origin as string;
  res.setHeader('Vary', 'Origin');
  if (origin.toLowerCase() === 'https://app.example.com') { // planted: unguarded-origin
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
