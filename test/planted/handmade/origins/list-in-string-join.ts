import { createServer } from 'node:http';

const origins = ['https://a.example.com', 'https://b.example.com'];

createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', origins.join(',')); // planted: origin-list-in-one-string
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') {
    res.statusCode = 204;
    res.end();
    return;
  }
  res.end('ok');
}).listen(3000);
