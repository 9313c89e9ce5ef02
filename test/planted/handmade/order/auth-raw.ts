import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

function unauthorized(res: ServerResponse): void {
  res.writeHead(401, { 'Content-Type': 'text/plain' });
  res.end('unauthorized');
}

function handle(req: IncomingMessage, res: ServerResponse): void {
  if (req.headers.authorization !== `Bearer ${process.env.TOKEN}`) {
    unauthorized(res);
    return;
  }
  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com'); // planted: cors-after-auth | no-preflight-answer
  res.setHeader('Access-Control-Allow-Headers', 'Authorization');
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('{"data":[]}');
}

createServer(handle).listen(3000);
