import { createServer } from 'http';

const { ALLOWED_ORIGIN = '*', PORT = '8080' } = process.env;

createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', ALLOWED_ORIGIN); // planted: env-default-wildcard | wildcard-with-credentials
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  if (req.method === 'OPTIONS') {
    res.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT');
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    res.writeHead(204);
    res.end();
    return;
  }
  res.end(JSON.stringify({ now: Date.now() }));
}).listen(Number(PORT));
