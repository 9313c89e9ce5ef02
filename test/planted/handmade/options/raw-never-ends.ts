import { createServer } from 'node:http';

createServer((req, res) => { // planted: options-branch-never-ends
  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  res.setHeader('Access-Control-Allow-Methods', 'GET, POST, DELETE');

  switch (req.method) {
    case 'OPTIONS':
      res.statusCode = 204;
      return;
    case 'GET':
      res.end('list');
      return;
    case 'DELETE':
      res.end('deleted');
      return;
    default:
      res.statusCode = 405;
      res.end();
  }
}).listen(3000);
