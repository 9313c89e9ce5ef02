import { createServer } from 'node:http';

createServer((req, res) => {
  const origin = req.headers.origin ?? '';
  res.setHeader('Vary', 'Origin');
  if (origin.match(/https:\/\/partner\.example\.net/)) { // planted: regex-unanchored
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
  }
  if (req.method === 'OPTIONS') {
    res.setHeader('Access-Control-Allow-Methods', 'GET');
    res.setHeader('Access-Control-Allow-Headers', 'X-Api-Key');
    res.statusCode = 204;
    return res.end();
  }
  res.end('partner data');
}).listen(8080);
