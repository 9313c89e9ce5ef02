import { createServer } from 'node:http';

createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  if (req.method === 'OPTIONS') {
    res.writeHead(204, {
      'Access-Control-Allow-Headers': 'Content-Type',
      'Access-Control-Max-Age': '1h', // planted: max-age-unit-or-cap
    });
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
