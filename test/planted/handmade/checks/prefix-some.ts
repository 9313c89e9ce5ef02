import { createServer } from 'node:http';

const allowed: string[] = ['https://one.example.com', 'https://two.example.com'];

function matches(origin: string | undefined): origin is string {
  return origin !== undefined && allowed.some((entry) => origin.startsWith(entry)); // planted: prefix-check
}

const server = createServer((req, res) => {
  res.setHeader('Vary', 'Origin');
  const { origin } = req.headers;
  if (matches(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
  }
  if (req.method === 'OPTIONS') {
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    res.writeHead(204).end();
    return;
  }
  res.end('[]');
});
server.listen(3000);
