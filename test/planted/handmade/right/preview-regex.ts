import { createServer } from 'node:http';

// The previews of one team; nobody else can take such a name.
const PREVIEW = /^https:\/\/shop-[a-z0-9]+-acme-team\.vercel\.app$/;
const PRODUCTION = 'https://shop.example.com';

createServer((req, res) => {
  const origin = req.headers.origin;
  res.setHeader('Vary', 'Origin');
  if (origin && (origin === PRODUCTION || PREVIEW.test(origin))) {
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
