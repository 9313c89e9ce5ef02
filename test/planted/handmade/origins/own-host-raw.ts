import { createServer } from 'node:https';
import { readFileSync } from 'node:fs';

const tls = { key: readFileSync('k.pem'), cert: readFileSync('c.pem') };

createServer(tls, (req, res) => {
  const self = `https://${req.headers.host}`;
  res.setHeader('Access-Control-Allow-Origin', self); // planted: own-host-as-acao
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') {
    res.writeHead(204);
    res.end();
    return;
  }
  res.end('ok');
}).listen(443);
