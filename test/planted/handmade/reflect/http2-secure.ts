import { readFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';

const server = createSecureServer({
  key: readFileSync('key.pem'),
  cert: readFileSync('cert.pem'),
  allowHTTP1: true,
});

server.on('request', (req, res) => {
  const origin = req.headers.origin;
  res.setHeader('vary', 'Origin');
  if (origin) {
    res.setHeader('access-control-allow-origin', origin); // planted: reflect-origin-credentials
    res.setHeader('access-control-allow-credentials', 'true');
  }
  if (req.method === 'OPTIONS') {
    res.setHeader('access-control-allow-methods', 'GET, PUT');
    res.writeHead(204);
    res.end();
    return;
  }
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end('{"ok":true}');
});

server.listen(8443);
