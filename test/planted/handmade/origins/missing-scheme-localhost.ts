import { createServer, type ServerResponse } from 'node:http';

const ORIGIN = 'localhost:4200'; // planted: origin-missing-scheme

function withCors(res: ServerResponse): ServerResponse {
  return res
    .setHeader('Access-Control-Allow-Origin', ORIGIN)
    .setHeader('Access-Control-Allow-Methods', 'GET, POST, DELETE')
    .setHeader('Access-Control-Allow-Headers', 'Content-Type');
}

createServer((req, res) => {
  withCors(res);
  if (req.method === 'OPTIONS') {
    res.writeHead(204).end();
    return;
  }
  res.end('hi');
}).listen(3000);
