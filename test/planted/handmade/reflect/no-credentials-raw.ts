import * as http from 'node:http';

function corsFor(req: http.IncomingMessage): Record<string, string> {
  const origin = req.headers.origin ?? '*';
  return {
    'Access-Control-Allow-Origin': origin, // planted: reflect-origin-no-credentials
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Allow-Headers': 'Content-Type',
    Vary: 'Origin',
  };
}

const server = http.createServer((req, res) => {
  const headers = corsFor(req);
  if (req.method === 'OPTIONS') {
    res.writeHead(204, headers).end();
    return;
  }
  res.writeHead(200, { ...headers, 'Content-Type': 'text/plain' }).end('pong');
});

server.listen(7777);
