import { createServer } from 'node:http';

const ALLOWED_METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS'];

createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Allow-Methods', ALLOWED_METHODS.join(','));
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  if (!ALLOWED_METHODS.includes(req.method ?? '')) {
    res.writeHead(405, { Allow: ALLOWED_METHODS.join(', ') });
    res.end();
    return;
  }
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
