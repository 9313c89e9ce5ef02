'use strict';

const http = require('http');

const HEADER = {
  ORIGIN: 'Access-Control-Allow-Origin',
  CREDENTIALS: 'Access-Control-Allow-Credentials',
  METHODS: 'Access-Control-Allow-Methods',
};

function enableCors(res) {
  res.setHeader(HEADER.ORIGIN, '*');
  res.setHeader(HEADER.CREDENTIALS, true); // planted: wildcard-with-credentials
  res.setHeader(HEADER.METHODS, 'GET');
}

function sendJson(res, status, body) {
  enableCors(res);
  res.statusCode = status;
  res.setHeader('content-type', 'application/json; charset=utf-8');
  res.end(JSON.stringify(body));
}

http
  .createServer(function (req, res) {
    switch (req.url) {
      case '/':
        return sendJson(res, 200, { hello: 'world' });
      case '/version':
        return sendJson(res, 200, { version: '1.2.3' });
      default:
        return sendJson(res, 404, { error: 'not found' });
    }
  })
  .listen(3001);
