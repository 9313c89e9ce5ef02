import assert from 'node:assert/strict';
import { lint } from '../../../src/rules/lint.ts';

const head = `const app = require('express')();
const allowed = ['https://app.example.com', 'https://admin.example.com'];
`;

function inExpress(method: string, caching = ''): string {
  return `${head}app.${method}('/data', (req, res) => {
  if (allowed.includes(req.headers.origin)) res.set('Access-Control-Allow-Origin', req.headers.origin);
  ${caching && `res.set('Cache-Control', '${caching}');`}
  res.json({});
});
`;
}

function inNginx(caching: string): string {
  return `map $http_origin $cors { "https://app.example.com" $http_origin; }
server { location / {
  add_header Access-Control-Allow-Origin $cors always;
  add_header Cache-Control "${caching}" always;
  proxy_pass http://127.0.0.1:3000;
} }
`;
}

function inApache(caching: string): string {
  return `SetEnvIf Origin "^https://app\\.example\\.com$" CORS=$0
Header always set Access-Control-Allow-Origin "%{CORS}e" env=CORS
Header always set Cache-Control "${caching}"
`;
}

function isTold(text: string, path = 'app.js'): boolean {
  return lint({ text }, { path }).some(({ rule }) => rule === 'vary-origin-missing');
}

/** RFC 9111, sections 3, 4.3.4 and 5.2.2. */
describe('an answer that differs by Origin without saying so', () => {
  it('is told where a cache may keep it', () => {
    for (const method of ['get', 'head', 'all', 'use']) assert.ok(isTold(inExpress(method)), method);
  });

  it('is not told of methods whose answers no cache keeps', () => {
    for (const method of ['post', 'delete', 'patch']) assert.ok(!isTold(inExpress(method)), method);
    const named = `${head}function save(req, res) {
  if (allowed.includes(req.headers.origin)) res.set('Access-Control-Allow-Origin', req.headers.origin);
  res.json({});
}
app.post('/data', save);
`;
    assert.ok(!isTold(named));
    assert.ok(isTold(`${named}app.get('/data', save);\n`));
  });

  it('is not told where nothing is kept, or what is kept is asked for again and comes with its own line', () => {
    for (const caching of ['no-store', 'No-Cache, No-Store', 'private, no-cache', 'no-cache']) {
      assert.ok(!isTold(inExpress('get', caching)), caching);
      assert.ok(!isTold(inNginx(caching), 'conf.d/site.conf'), caching);
      assert.ok(!isTold(inApache(caching), '.htaccess'), caching);
    }
  });

  it('is told where a browser keeps it for its user, and where only some headers are asked for again', () => {
    for (const caching of ['private, max-age=60', 'no-cache="Set-Cookie"', 'x="a, no-store"', 'max-age=0'])
      assert.ok(isTold(inExpress('get', caching)), caching);
    assert.ok(isTold(inNginx('private'), 'conf.d/site.conf'));
    assert.ok(isTold(inApache('private'), '.htaccess'));
  });
});
