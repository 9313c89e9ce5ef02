import { createServer } from 'node:http';

const CORS = {
  'Access-Control-Allow-Origin': 'https://app.example.com',
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Methods': 'GET, PUT',
  'Access-Control-Allow-Headers': 'Content-Type',
  'Access-Control-Max-Age': '600',
} as const;

createServer((req, res) => {
  if (req.method === 'OPTIONS') {
    res.writeHead(204, CORS).end();
    return;
  }
  if (req.url !== '/') {
    res.writeHead(404, CORS).end();
    return;
  }
  res.writeHead(200, { ...CORS, 'Content-Type': 'text/plain' }).end('ok');
}).listen(3000);
