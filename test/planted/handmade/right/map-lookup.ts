import { createServer } from 'node:http';

const tenants = new Map<string, { name: string }>([
  ['https://red.example.com', { name: 'red' }],
  ['https://blue.example.com', { name: 'blue' }],
]);

createServer((req, res) => {
  const origin = req.headers.origin ?? '';
  const tenant = tenants.get(origin);
  res.setHeader('Vary', 'Origin');
  if (tenant) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
  }
  if (req.method === 'OPTIONS') {
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    res.writeHead(204);
    res.end();
    return;
  }
  res.end(JSON.stringify(tenant ?? null));
}).listen(3000);
