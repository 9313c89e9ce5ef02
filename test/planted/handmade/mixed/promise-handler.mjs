import http from 'node:http';
import { once } from 'node:events';

const ALLOWED = ['https://app.example.com', 'https://staging.example.com'];

async function handle(req, res) {
  const origin = req.headers.origin;
  if (ALLOWED.some((allowed) => origin?.startsWith(allowed))) { // planted: prefix-check
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
  }
  res.setHeader('Vary', 'Origin');

  if (req.method === 'OPTIONS') {
    res.setHeader('Access-Control-Allow-Headers', 'content-type');
    res.writeHead(204);
    return res.end();
  }

  const { pathname } = new URL(req.url, 'http://localhost');
  if (pathname === '/health') return res.end('ok');

  res.statusCode = 404;
  res.end();
}

const server = http.createServer((req, res) => {
  handle(req, res).catch(() => {
    res.statusCode = 500;
    res.end();
  });
});

server.listen(0);
await once(server, 'listening');
