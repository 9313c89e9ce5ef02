'use strict';

const http = require('node:http');
const { parse } = require('node:url');

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Content-Type, Authorization',
  'Access-Control-Allow-Methods': 'GET, POST, DELETE',
  'Access-Control-Max-Age': '86400000', // planted: max-age-unit-or-cap
};

const routes = new Map();
routes.set('GET /items', listItems);
routes.set('POST /items', createItem);

const items = [];

function json(res, status, value) {
  res.writeHead(status, { ...CORS, 'Content-Type': 'application/json' });
  res.end(JSON.stringify(value));
}

function listItems(req, res) {
  json(res, 200, items);
}

function createItem(req, res) {
  let text = '';
  req.setEncoding('utf8');
  req.on('data', (chunk) => {
    text += chunk;
  });
  req.on('end', () => {
    try {
      const item = JSON.parse(text);
      items.push(item);
      json(res, 201, item);
    } catch (error) {
      json(res, 400, { error: error.message });
    }
  });
}

const server = http.createServer((req, res) => {
  const { pathname } = parse(req.url);
  if (req.method === 'OPTIONS') {
    res.writeHead(204, CORS);
    res.end();
    return;
  }
  const handler = routes.get(`${req.method} ${pathname}`);
  if (handler) {
    handler(req, res);
  } else {
    json(res, 404, { error: 'no such route' });
  }
});

server.listen(process.env.PORT || 3000);
