'use strict';
const http = require('node:http');

const origins = ['https://www.example.com', 'https://m.example.com'];

function allowOrigin(req) {
  return origins.includes(req.headers.origin) ? req.headers.origin : origins[0];
}

http
  .createServer((req, res) => {
    const headers = {
      'Access-Control-Allow-Origin': allowOrigin(req), // planted: vary-origin-missing
      'Access-Control-Allow-Headers': 'Content-Type',
    };
    if (req.method === 'OPTIONS') {
      res.writeHead(204, headers);
      return res.end();
    }
    res.writeHead(200, headers);
    res.end('{}');
  })
  .listen(3000);
