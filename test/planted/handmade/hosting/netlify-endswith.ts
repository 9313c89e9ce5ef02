import { createServer } from 'node:http';

const isPreview = (origin: string) => origin.startsWith('https://') && origin.endsWith('.netlify.app'); // planted: shared-hosting-suffix

createServer((req, res) => {
  const origin = req.headers.origin;
  res.setHeader('Vary', 'Origin');
  if (origin && isPreview(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.writeHead(204).end();
    return;
  }
  res.end('ok');
}).listen(3000);
