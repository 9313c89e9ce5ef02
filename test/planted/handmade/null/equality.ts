import { createServer } from 'node:http';

const MAIN = 'https://www.example.org';

createServer((request, response) => {
  const { origin } = request.headers;
  response.setHeader('Vary', 'Origin');
  if (origin === MAIN || origin === 'null') { // planted: null-origin-allowed
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Credentials', 'true');
  }
  if (request.method === 'OPTIONS') {
    response.setHeader('Access-Control-Allow-Methods', 'GET');
    response.statusCode = 204;
    response.end();
    return;
  }
  response.end('data');
}).listen(4000);
