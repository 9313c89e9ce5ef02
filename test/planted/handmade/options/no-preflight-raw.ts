import { createServer } from 'node:http';

createServer((req, res) => {
  if (req.method === 'DELETE') {
    res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com'); // planted: no-preflight-answer
    res.setHeader('Access-Control-Allow-Methods', 'DELETE');
    res.writeHead(204);
    res.end();
    return;
  }
  res.writeHead(404);
  res.end();
}).listen(3000);
