import { createServer } from 'node:http';

const settings = {
  origins: ['https://app.example.com', 'http://localhost:*'], // planted: wildcard-subdomain-literal
};

createServer(({ headers: { origin }, method }, res) => {
  res.setHeader('Vary', 'Origin');
  if (settings.origins.some((allowed) => allowed === origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin!);
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (method === 'OPTIONS') {
    res.writeHead(204).end();
    return;
  }
  res.end('ok');
}).listen(3000);
