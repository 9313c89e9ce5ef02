import { createServer, type ServerResponse } from 'node:http';

function preflight(res: ServerResponse) {
  res.writeHead(204, {
    'Access-Control-Allow-Origin': 'https://www.example.com', // planted: acao-only-on-preflight
    'Access-Control-Allow-Methods': 'GET, POST, DELETE',
    'Access-Control-Allow-Headers': 'Content-Type',
    'Access-Control-Max-Age': '600',
  });
  res.end();
}

createServer((req, res) => {
  if (req.method === 'OPTIONS') return preflight(res);
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify({ ok: true }));
}).listen(3000);
