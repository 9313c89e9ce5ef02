import { createServer } from 'node:http';

createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Allow-Methods', 'Content-Type, Authorization'); // planted: methods-in-allowed-headers
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
