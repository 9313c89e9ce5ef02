import { createServer } from 'node:http';

createServer((req, res) => {
  const origin = req.headers.origin;
  res.setHeader('Vary', 'Origin');
  switch (origin) {
    case 'https://app.example.com':
    case 'http://localhost:5173': // planted: localhost-in-production
      res.setHeader('Access-Control-Allow-Origin', origin);
      res.setHeader('Access-Control-Allow-Credentials', 'true');
      break;
    default:
      break;
  }
  if (req.method === 'OPTIONS') {
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    res.statusCode = 204;
    res.end();
    return;
  }
  res.end('{}');
}).listen(3000);
