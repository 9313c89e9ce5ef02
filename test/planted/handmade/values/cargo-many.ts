import { createServer } from 'node:http';

const cors: Record<string, string> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Access-Control-Allow-Origin, Content-Type, Access-Control-Request-Method', // planted: cargo-allow-headers
};

createServer((req, res) => {
  for (const name in cors) res.setHeader(name, cors[name]);
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
