import assert from 'node:assert/strict';
import { Pages } from './browser.ts';
import { readRequest } from './request.ts';
import { Starters, type ServerName } from './starters.ts';

const open: Readonly<Record<ServerName, string>> = {
  'Express 4': expressBlock(),
  'Express 5': expressBlock(),
  FastAPI: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com", "null"], allow_credentials=True)
`,
  nginx: `map $http_origin $allowed { default ""; "https://app.example.com" $http_origin; "null" $http_origin; }
server {
  location / {
    add_header Access-Control-Allow-Origin $allowed always;
    add_header Access-Control-Allow-Credentials true always;
    proxy_pass http://127.0.0.1:3000;
  }
}
`,
  'Apache .htaccess': apacheBlock(),
  'Apache vhost': apacheBlock(),
};

describe('proof harness', function () {
  this.timeout(60_000);
  const starters = new Starters();
  let pages: Pages;

  before(async () => {
    pages = await Pages.open();
  });
  after(async () => {
    await pages?.close();
    await starters.close();
  });

  for (const [name, block] of Object.entries(open) as [ServerName, string][]) {
    it(`tells readable from blocked on ${name}, with a cookie and from a sandboxed frame`, async () => {
      const started = await (await starters.get(name)).start(block, 'js');
      assert.ok(started.base !== null, started.base === null ? started.printed : '');
      const ask = (request: string) => pages.ask(readRequest(request, started.base));
      assert.equal((await ask('GET /data from https://app.example.com with credentials')).status, 200);
      assert.equal((await ask('GET /data from null')).status, 200);
      const refused = await ask('GET /data from http://localhost:3000');
      assert.equal(refused.status, null);
      assert.match(
        refused.console.join('\n'),
        /from origin 'http:\/\/localhost:3000' has been blocked by CORS policy/,
      );
      await started.stop();
    });
  }

  it('says what a server printed that refuses its block', async () => {
    const started = await (await starters.get('nginx')).start('add_header A b c d;', 'nginx');
    assert.equal(started.base, null);
    assert.match(started.printed, /invalid number of arguments|invalid parameter/);
  });

  it('sends the cookie that "with credentials" promises', async () => {
    const block = `import express from 'express';
const app = express();
app.get('/data', (req, res) => {
  res.header('Access-Control-Allow-Origin', req.get('Origin'));
  res.header('Access-Control-Allow-Credentials', 'true');
  res.status(req.get('Cookie') ? 200 : 401).end();
});
`;
    const started = await (await starters.get('Express 5')).start(block, 'js');
    assert.ok(started.base !== null);
    const ask = (request: string) => pages.ask(readRequest(request, started.base));
    assert.equal((await ask('GET /data from https://evil.example with credentials')).status, 200);
    await started.stop();
  });
});

function expressBlock(): string {
  return `const express = require('express');
const cors = require('cors');
const app = express();
app.use(cors({ origin: ['https://app.example.com', 'null'], credentials: true }));
`;
}

function apacheBlock(): string {
  return `SetEnvIf Origin "^(https://app\\.example\\.com|null)$" ALLOWED=$0
Header always set Access-Control-Allow-Origin %{ALLOWED}e env=ALLOWED
Header always set Access-Control-Allow-Credentials true
`;
}
