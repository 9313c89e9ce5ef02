import assert from 'node:assert/strict';
import type { CorsRequest, HeaderLine } from '../../../src/cors/types.ts';
import { applyEdits } from '../../../src/policy/range.ts';
import type { Observed, ObservedAnswer } from '../../../src/project/observed.ts';
import type { SourceText } from '../../../src/project/where.ts';
import { findPlaces } from '../../../src/report/places.ts';

const origin = 'http://localhost:3000';
const url = 'http://localhost:4000/orders';

interface Case {
  readonly title: string;
  readonly file: SourceText;
  readonly request?: Partial<CorsRequest>;
  readonly header: string;
  readonly status?: number;
  readonly headers: readonly HeaderLine[];
  readonly says: string;
  readonly line: string;
  readonly fix: string | null;
  /** The line after the fix. */
  readonly fixed?: string;
  /** The whole file after the fix. */
  readonly after?: string;
}

function observed({ request: asked = {}, header, status = 200, headers }: Case): Observed {
  const request: CorsRequest = {
    url,
    origin,
    method: 'GET',
    headers: [],
    credentials: 'same-origin',
    mode: 'cors',
    redirect: 'follow',
    body: false,
    initiator: 'fetch',
    ...asked,
  };
  const preflight = /-Methods$|-Headers$/.test(header);
  const names = request.headers.map(([name]) => name.toLowerCase()).join(',');
  const sent: HeaderLine[] = [
    ['Access-Control-Request-Method', request.method],
    ...(names === '' ? [] : [['Access-Control-Request-Headers', names] as const]),
  ];
  const answer: ObservedAnswer = {
    preflight,
    request: {
      method: preflight ? 'OPTIONS' : request.method,
      origin,
      headers: preflight ? sent : [],
      cookies: request.credentials === 'include',
    },
    status,
    headers,
  };
  return { url, request, answers: [answer], deciding: 0, header, readable: false, stack: null };
}

const express = (lines: string): SourceText => ({
  path: 'server.js',
  text: `import express from 'express';\nimport cors from 'cors';\nconst app = express();\n${lines}\napp.listen(4000);\n`,
  versions: { express: '5.1.0', cors: '2.8.5' },
});

const cases: readonly Case[] = [
  {
    title: 'a method in a list of the cors package',
    file: express(
      `app.use(cors({ origin: '${origin}', methods: ['GET', 'POST'] }));\napp.put('/orders', (req, res) => res.json({}));`,
    ),
    request: { method: 'PUT' },
    header: 'Access-Control-Allow-Methods',
    status: 204,
    headers: [
      ['Access-Control-Allow-Origin', origin],
      ['Access-Control-Allow-Methods', 'GET,POST'],
    ],
    says: 'This sends Access-Control-Allow-Methods: GET,POST.',
    line: `app.use(cors({ origin: '${origin}', methods: ['GET', 'POST'] }));`,
    fix: 'Allow PUT',
    fixed: `app.use(cors({ origin: '${origin}', methods: ['GET', 'POST', 'PUT'] }));`,
  },
  {
    title: 'a method beside the only one of a list',
    file: express(
      `app.use(cors({ origin: '${origin}', methods: ['GET'] }));\napp.put('/orders', (req, res) => res.json({}));`,
    ),
    request: { method: 'PUT' },
    header: 'Access-Control-Allow-Methods',
    status: 204,
    headers: [
      ['Access-Control-Allow-Origin', origin],
      ['Access-Control-Allow-Methods', 'GET'],
    ],
    says: 'This sends Access-Control-Allow-Methods: GET.',
    line: `app.use(cors({ origin: '${origin}', methods: ['GET'] }));`,
    fix: 'Allow PUT',
    fixed: `app.use(cors({ origin: '${origin}', methods: ['GET', 'PUT'] }));`,
  },
  {
    title: 'a header in a line of nginx',
    file: {
      path: 'nginx/api.conf',
      text: `server {
  listen 4000;
  location / {
    if ($request_method = OPTIONS) {
      add_header Access-Control-Allow-Origin "${origin}" always;
      add_header Access-Control-Allow-Headers "Content-Type" always;
      return 204;
    }
    add_header Access-Control-Allow-Origin "${origin}" always;
    proxy_pass http://app;
  }
}
`,
    },
    request: { headers: [['Authorization', 'Bearer x']] },
    header: 'Access-Control-Allow-Headers',
    status: 204,
    headers: [
      ['Access-Control-Allow-Origin', origin],
      ['Access-Control-Allow-Headers', 'Content-Type'],
    ],
    says: 'This sends Access-Control-Allow-Headers: Content-Type.',
    line: 'add_header Access-Control-Allow-Headers "Content-Type" always;',
    fix: 'Allow Authorization',
    fixed: '      add_header Access-Control-Allow-Headers "Content-Type, Authorization" always;',
  },
  {
    title: 'an origin of FastAPI',
    file: {
      path: 'main.py',
      text: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["http://localhost:5173"])


@app.get("/orders")
def orders():
    return []
`,
    },
    header: 'Access-Control-Allow-Origin',
    headers: [],
    says: 'Nothing here sends Access-Control-Allow-Origin for /orders: this is where it belongs.',
    line: 'app.add_middleware(CORSMiddleware, allow_origins=["http://localhost:5173"])',
    fix: `Allow ${origin}`,
    fixed: `app.add_middleware(CORSMiddleware, allow_origins=["http://localhost:5173", "${origin}"])`,
  },
  {
    title: 'a * that goes with credentials',
    file: express(`app.get('/orders', (req, res) => {
  res.set('Access-Control-Allow-Origin', '*');
  res.set('Access-Control-Allow-Credentials', 'true');
  res.json([]);
});`),
    request: { credentials: 'include' },
    header: 'Access-Control-Allow-Origin',
    headers: [
      ['Access-Control-Allow-Origin', '*'],
      ['Access-Control-Allow-Credentials', 'true'],
    ],
    says: 'This sends Access-Control-Allow-Origin: *.',
    line: `res.set('Access-Control-Allow-Origin', '*');`,
    fix: `Allow ${origin} instead of *`,
    fixed: `  res.set('Access-Control-Allow-Origin', '${origin}');`,
  },
  {
    title: 'cookies that the cors package does not allow yet',
    file: express(`app.use(cors({ origin: '${origin}' }));\napp.get('/orders', (req, res) => res.json([]));`),
    request: { credentials: 'include' },
    header: 'Access-Control-Allow-Credentials',
    headers: [['Access-Control-Allow-Origin', origin]],
    says: 'Nothing here sends Access-Control-Allow-Credentials for /orders: this is where it belongs.',
    line: `app.use(cors({ origin: '${origin}' }));`,
    fix: 'Allow cookies',
    fixed: `app.use(cors({ origin: '${origin}', credentials: true }));`,
  },
  {
    title: 'an Express app without CORS, and the cors package at hand',
    file: {
      path: 'server.js',
      text: `const express = require('express');
const app = express();
app.put('/orders', (req, res) => res.json([]));
`,
      versions: { express: '5.1.0', cors: '2.8.5' },
    },
    request: { method: 'PUT' },
    header: 'Access-Control-Allow-Origin',
    headers: [],
    says: 'Nothing here sends Access-Control-Allow-Origin for /orders: this is where it belongs.',
    line: 'const app = express();',
    fix: `Add CORS headers for ${origin}`,
    after: `const cors = require('cors');
const express = require('express');
const app = express();

app.use(
  cors({ origin: '${origin}', methods: ['GET', 'POST', 'PUT'] }),
);
app.put('/orders', (req, res) => res.json([]));
`,
  },
  {
    title: 'a FastAPI app without CORS',
    file: {
      path: 'main.py',
      text: `from fastapi import FastAPI

api = FastAPI(
    title="Orders (v1)",
)


@api.get("/orders")
def orders():
    return []
`,
    },
    header: 'Access-Control-Allow-Origin',
    headers: [],
    says: 'Nothing here sends Access-Control-Allow-Origin for /orders: this is where it belongs.',
    line: 'api = FastAPI(',
    fix: `Add CORS headers for ${origin}`,
    after: `from fastapi.middleware.cors import CORSMiddleware
from fastapi import FastAPI

api = FastAPI(
    title="Orders (v1)",
)

api.add_middleware(
    CORSMiddleware,
    allow_origins=["${origin}"],
    allow_methods=["GET", "HEAD", "POST"],
)


@api.get("/orders")
def orders():
    return []
`,
  },
  {
    title: 'a location of nginx without CORS',
    file: {
      path: 'nginx/api.conf',
      text: `server {
  listen 4000;
  location /orders {
    proxy_pass http://app;
  }
}
`,
    },
    header: 'Access-Control-Allow-Origin',
    headers: [],
    says: 'Nothing here sends Access-Control-Allow-Origin for /orders: this is where it belongs.',
    line: 'location /orders {',
    fix: `Add CORS headers for ${origin}`,
    after: `server {
  listen 4000;
  location /orders {
    add_header Access-Control-Allow-Origin "${origin}" always;
    if ($request_method = OPTIONS) {
      return 204;
    }
    proxy_pass http://app;
  }
}
`,
  },
  {
    title: 'nothing that would help',
    file: express(
      `app.use(cors({ origin: process.env.ORIGIN }));\napp.get('/orders', (req, res) => res.json([]));`,
    ),
    header: 'Access-Control-Allow-Origin',
    headers: [['Access-Control-Allow-Origin', 'https://elsewhere.example']],
    says: 'This sends Access-Control-Allow-Origin.',
    line: 'app.use(cors({ origin: process.env.ORIGIN }));',
    fix: null,
  },
];

describe('what to do at a place', () => {
  for (const one of cases) {
    it(one.title, () => {
      const seen = observed(one);
      const [place] = findPlaces([one.file], seen);
      assert.ok(place);
      const { report, fix } = place;
      assert.equal(report.sentence, one.says);
      assert.equal(report.snippet, one.line);
      assert.equal(report.fix, one.fix);
      if (fix === null) return;
      const after = applyEdits(one.file.text, fix.edits);
      if (one.after !== undefined) assert.equal(after, one.after);
      else assert.equal(after.split('\n')[report.line - 1], one.fixed);
    });
  }
});
