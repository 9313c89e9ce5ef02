import { createServer } from 'node:http';

const ORIGINS = ['https://a.example.com', 'https://b.example.com'];

createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', ORIGINS); // planted: acao-array-or-append
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
