import assert from 'node:assert/strict';
import { routeUrls } from '../../../src/project/routes.ts';

function told(text: string, path: string, base: string | null = null): string[] {
  return routeUrls(text, { path }, base).map(({ method, url, range }) => {
    const line = text.slice(0, range.start).split('\n').length;
    return `${line} ${method} ${url}`;
  });
}

const express = `const express = require('express');
const app = express();
app.get('/orders/:id', show);
app.put('/orders/:id(\\\\d+)/lines/:line?', save);
app.listen(4000);
`;

const fastapi = `from fastapi import FastAPI

app = FastAPI()


@app.get("/orders/{order_id}")
def read(order_id: int):
    return order_id


@app.api_route("/files/{path:path}", methods=["PUT", "DELETE"])
def files(path: str):
    return path
`;

describe('routes that lead to a URL', () => {
  it('of Express, on the port that it listens on', () => {
    assert.deepEqual(told(express, 'app.js'), [
      '3 GET http://localhost:4000/orders/1',
      '4 PUT http://localhost:4000/orders/1/lines/1',
    ]);
  });

  it('of Express, on the base URL', () => {
    assert.deepEqual(
      told(express.replace('app.listen(4000);', ''), 'app.js', 'https://api.example.com/v1/'),
      ['3 GET https://api.example.com/v1/orders/1', '4 PUT https://api.example.com/v1/orders/1/lines/1'],
    );
  });

  it('of FastAPI without CORS, on uvicorn’s port', () => {
    assert.deepEqual(told(fastapi, 'main.py'), [
      '6 GET http://localhost:8000/orders/1',
      '11 PUT http://localhost:8000/files/1',
      '11 DELETE http://localhost:8000/files/1',
    ]);
  });

  it('none where no port is known', () => {
    assert.deepEqual(told(express.replace('app.listen(4000);', 'app.listen(port);'), 'app.js'), []);
  });

  it('none of a router, which another file mounts', () => {
    const router = `import { Router } from 'express';\nexport const orders = Router();\norders.get('/x', show);\n`;
    assert.deepEqual(told(router, 'orders.js', 'http://localhost:1'), []);
  });
});
