import http from 'node:http';

const cors = new Map([
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Allow-Headers', 'Content-Type'],
]);

http
  .createServer((req, res) => {
    res.setHeaders(cors);
    if (req.method === 'OPTIONS') {
      res.writeHead(204);
      res.end();
      return;
    }
    res.end('ok');
  })
  .listen(3000);
