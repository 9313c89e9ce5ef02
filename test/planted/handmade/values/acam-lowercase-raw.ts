import { createServer } from 'node:http';

const allow = ['Get', 'Post', 'Delete'];

createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Allow-Methods', allow.join(', ')); // planted: acam-lowercase
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
