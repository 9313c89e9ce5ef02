import http from 'node:http';

const server = http.createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  switch (req.method) {
    case 'options': // planted: method-compare-lowercase
      res.writeHead(204);
      res.end();
      break;
    default:
      res.writeHead(200);
      res.end('ok');
  }
});

server.listen(3000);
