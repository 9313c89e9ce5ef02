import { createServer, type IncomingMessage } from 'node:http';

const TRUSTED: readonly string[] = ['https://a.example.com', 'https://b.example.com'];

function originFor(req: IncomingMessage): string {
  const origin = req.headers.origin;
  return origin && TRUSTED.includes(origin) ? origin : 'null';
}

createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', originFor(req)); // planted: null-as-deny-value | null-origin-allowed
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  res.setHeader('Vary', 'Origin');
  if (req.method === 'OPTIONS') {
    res.writeHead(204).end();
    return;
  }
  res.writeHead(200, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify({ user: 1 }));
}).listen(3000);
