import { createServer } from 'node:http';

const HEADERS = {
  'Acces-Control-Allow-Origin': 'https://app.example.com', // planted: header-name-typo
  'Access-Control-Allow-Headers': 'Content-Type',
};

createServer((req, res) => {
  res.writeHead(req.method === 'OPTIONS' ? 204 : 200, HEADERS);
  res.end(req.method === 'OPTIONS' ? undefined : 'ok');
}).listen(3000);
