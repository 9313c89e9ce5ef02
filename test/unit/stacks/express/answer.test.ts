import assert from 'node:assert/strict';
import { linesOf } from '../../../../src/policy/respond.ts';
import { requestFrom } from '../../../../src/policy/grant.ts';
import type { PolicyRequest, PolicyResponse } from '../../../../src/policy/types.ts';
import { answersIn } from '../../../../src/stacks/express/read.ts';

const setUp = `const express = require('express');\nconst cors = require('cors');\nconst app = express();\n`;
const mine = 'https://app.example.com';
const preflight = requestFrom(mine, {
  method: 'OPTIONS',
  headers: [['Access-Control-Request-Method', 'PUT']],
});

function answer(text: string, path: string | null, request: PolicyRequest, express?: string): PolicyResponse {
  const context = { path: 'app.js', ...(express === undefined ? {} : { versions: { express } }) };
  const place = answersIn(setUp + text, context).find((one) => one.path === path);
  assert.ok(place, `no place for ${path}`);
  return place.answer(request);
}

function allowed(response: PolicyResponse): string | null {
  return linesOf(response, 'access-control-allow-origin')[0]?.value ?? null;
}

describe('Express answers: optional chaining', () => {
  const checks: Readonly<Record<string, string>> = {
    'one step': "origin?.startsWith('https://app')",
    'a chain behind it': "origin?.toLowerCase().trim().startsWith('https://app')",
    'a property behind it': 'origin?.trim().length > 20',
    'a call of what may be missing': "origin?.startsWith?.('https://app')",
  };
  for (const [name, check] of Object.entries(checks)) {
    const text = `app.use((req, res, next) => {
  const origin = req.headers.origin;
  if (${check}) res.header('Access-Control-Allow-Origin', origin);
  next();
});`;

    it(`${name}: no Origin is no error`, () => {
      const response = answer(text, null, requestFrom(null));
      assert.deepEqual([response.status, response.headers, response.unknown], [200, [], []]);
    });

    it(`${name}: an Origin is looked at`, () => {
      assert.equal(allowed(answer(text, null, requestFrom(mine))), mine);
      assert.equal(allowed(answer(text, null, requestFrom('http://a.test'))), null);
    });
  }

  it('without it, the missing Origin is an error that Express answers with 500', () => {
    const text = `app.use((req, res, next) => {
  if (req.headers.origin.startsWith('https://app')) res.header('Access-Control-Allow-Origin', '*');
  next();
});`;
    assert.equal(answer(text, null, requestFrom(null)).status, 500);
  });
});

describe('Express answers: OPTIONS', () => {
  it('a router answers for its routes before the app comes to what stands behind it', () => {
    const text = `const api = express.Router();
api.put('/items', (req, res) => res.json({}));
app.use('/api', api);
app.use(cors());`;
    const response = answer(text, '/api/items', preflight);
    assert.deepEqual([response.status, allowed(response)], [200, null]);
  });

  it('a route of the app itself waits for all that stands behind it', () => {
    const text = `app.put('/items', (req, res) => res.json({}));\napp.use(cors());`;
    const response = answer(text, '/items', preflight);
    assert.deepEqual([response.status, allowed(response)], [204, '*']);
  });

  it('a router without a route at the path passes on', () => {
    const text = `const api = express.Router();
api.put('/items', (req, res) => res.json({}));
app.use('/api', api);
app.use(cors());`;
    const response = answer(text, '/api', preflight);
    assert.deepEqual([response.status, allowed(response)], [204, '*']);
  });
});

describe('Express answers: paths by version', () => {
  const text = `app.options('/{*splat}', cors());\napp.put('/items', cors(), (req, res) => res.json({}));`;

  it('Express 5 takes /{*splat} for every path', () => {
    const response = answer(text, '/items', preflight, '5.3.0');
    assert.deepEqual([response.status, allowed(response)], [204, '*']);
  });

  it('Express 4 takes it to the letter', () => {
    const response = answer(text, '/items', preflight, '4.22.3');
    assert.deepEqual([response.status, allowed(response)], [200, null]);
  });

  it('Express 4 knows how often a parameter may repeat', () => {
    const route = `app.use('/:year(\\\\d{4})', cors());`;
    assert.equal(allowed(answer(route, '/:year(\\d{4})', requestFrom(mine), '4.22.3')), '*');
  });
});

describe('Express answers: requests that hang', () => {
  it('what cors itself does as a handler is told as unknown, and nothing behind it is reached', () => {
    const text = `app.use(cors);\napp.use(cors());`;
    const response = answer(text, null, requestFrom(mine));
    assert.equal(allowed(response), null);
    assert.ok(response.unknown.some(({ about }) => about === 'Access-Control-Allow-Origin'));
  });

  it('a callback that is handed on may be called', () => {
    const text = `app.use(cors({ origin: (origin, callback) => { lookUp(origin, callback); } }));`;
    const response = answer(text, null, requestFrom(mine));
    assert.ok(response.unknown.some(({ about }) => about === 'Access-Control-Allow-Origin'));
  });
});

describe('Express answers: headers of the request', () => {
  it('are looked for by name', () => {
    const text = `app.use((req, res, next) => {
  if ('origin' in req.headers) res.header('Access-Control-Allow-Origin', req.headers.origin);
  next();
});`;
    assert.equal(allowed(answer(text, null, requestFrom(mine))), mine);
    assert.equal(allowed(answer(text, null, requestFrom(null))), null);
    assert.deepEqual(answer(text, null, requestFrom(null)).unknown, []);
  });
});
