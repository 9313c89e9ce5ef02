import assert from 'node:assert/strict';
import { lint } from '../../../src/rules/lint.ts';

const setUp = `import express from 'express';
import cors from 'cors';
import rateLimit from 'express-rate-limit';
import { config, isAllowed, load } from './elsewhere.js';
const app = express();
`;

const layer = {
  'a list of a configuration': 'app.use(cors({ origin: config.origins, credentials: true }));',
  'a list of the environment': "app.use(cors({ origin: process.env.ORIGINS.split(',') }));",
  'a list with an entry from elsewhere': 'app.use(cors({ origin: [config.site] }));',
  'a function of another file':
    'app.use(cors({ origin: (origin, callback) => callback(null, isAllowed(origin)) }));',
  'a callback that another file calls':
    'app.use(cors({ origin: (origin, callback) => load((error, list) => callback(error, list)) }));',
  'options of another file': 'app.use(cors(config.cors));',
  'options that are spread in': 'app.use(cors({ ...config.cors, maxAge: 60 }));',
  'a check of another file, by hand': `app.use((req, res, next) => {
  res.vary('Origin');
  if (isAllowed(req.headers.origin)) res.header('Access-Control-Allow-Origin', req.headers.origin);
  next();
});`,
  'a value of a configuration, by hand': `app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', config.origin);
  next();
});`,
} as const;

describe('origins that the file lets in without naming them', () => {
  for (const [name, cors] of Object.entries(layer)) {
    it(`${name}: routes and limiters in front`, () => {
      const found = rulesIn(
        `app.use(rateLimit({ max: 10 }));\napp.get('/items', (req, res) => res.json([]));\n${cors}\n`,
      );
      assert.ok(found.includes('cors-after-routes'), found.join());
      assert.ok(found.includes('cors-after-limiter-or-parser'), found.join());
    });

    it(`${name}: first, nothing is said about the order`, () => {
      const found = rulesIn(
        `${cors}\napp.use(rateLimit({ max: 10 }));\napp.get('/items', (req, res) => res.json([]));\n`,
      );
      assert.ok(!found.some((rule) => rule.startsWith('cors-after-')), found.join());
    });
  }

  it('are named as such, at the start of a message too', () => {
    const text = `app.get('/items', (req, res) => res.json([]));\n${layer['a list of a configuration']}\n`;
    const [first] = lint({ text: setUp + text }, { path: 'app.js' });
    assert.equal(
      first?.message,
      'GET /items from an allowed site is blocked: that route answers before this adds CORS headers.',
    );
    const layered = `${layer['a list of a configuration']}\napp.get('/open', cors(), (req, res) => res.json([]));\n`;
    const [left] = lint({ text: setUp + layered }, { path: 'app.js' });
    assert.equal(
      left?.message,
      'An allowed site is blocked here with cookies: this answers *, and what stands before has allowed cookies.',
    );
  });

  it('do not stand in for what is known: lists are checked for those who are let in', () => {
    const text = `app.use((req, res, next) => {
  if (isAllowed(req.headers.origin)) {
    res.vary('Origin');
    res.header('Access-Control-Allow-Origin', req.headers.origin);
    res.header('Access-Control-Allow-Methods', 'GET POST');
  }
  next();
});
`;
    assert.deepEqual(rulesIn(text), ['acam-bad-syntax']);
  });

  it('are told apart by caches only where the answer says so', () => {
    const checked = (vary: string): string => `app.use((req, res, next) => {
  ${vary}
  if (isAllowed(req.headers.origin)) res.header('Access-Control-Allow-Origin', req.headers.origin);
  next();
});
`;
    assert.deepEqual(rulesIn(checked('')), ['vary-origin-missing']);
    assert.deepEqual(rulesIn(checked("res.vary('Origin');")), []);
    assert.deepEqual(rulesIn(layer['a value of a configuration, by hand']), []);
  });

  it('say nothing where two ways of letting in differ in what matters', () => {
    const text = `app.use((req, res, next) => {
  res.vary('Origin');
  if (isAllowed(req.headers.origin)) res.header('Access-Control-Allow-Origin', req.headers.origin);
  if (config.strict) res.header('Access-Control-Allow-Methods', 'GET POST');
  next();
});
`;
    assert.deepEqual(rulesIn(text), []);
  });
});

function rulesIn(text: string): readonly string[] {
  return lint({ text: setUp + text }, { path: 'app.js' }).map(({ rule }) => rule);
}
