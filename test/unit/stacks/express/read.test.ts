import assert from 'node:assert/strict';
import { lint } from '../../../../src/rules/lint.ts';
import { read } from '../../../../src/stacks/express/read.ts';
import { respond } from '../../../../src/policy/respond.ts';
import { requestFrom } from '../../../../src/policy/grant.ts';

const setUp = `import express from 'express';\nimport cors from 'cors';\nconst app = express();\n`;
const open = '{ origin: true, credentials: true }';

function rulesIn(text: string, path = 'app.ts', express?: string): string[] {
  const versions = express ? { versions: { express } } : {};
  return lint({ text }, { path, ...versions }).map(({ rule }) => rule);
}

describe('reading Express: where cors comes from', () => {
  const forms: Readonly<Record<string, string>> = {
    'a default import': `import express from 'express'; import cors from 'cors'; const app = express(); app.use(cors(${open}));`,
    'another name': `import express from 'express'; import allow from 'cors'; const app = express(); app.use(allow(${open}));`,
    'a namespace import': `import * as express from 'express'; import * as cors from 'cors'; const app = express(); app.use(cors(${open}));`,
    'a named default': `import { default as cors } from 'cors'; import express from 'express'; const app = express(); app.use(cors(${open}));`,
    'import = require': `import express = require('express'); import cors = require('cors'); const app = express(); app.use(cors(${open}));`,
    require: `const express = require('express'), cors = require('cors'); const app = express(); app.use(cors(${open}));`,
    'require in place': `const app = require('express')(); app.use(require('cors')(${open}));`,
    'compiled TypeScript': `const express_1 = __importDefault(require("express")); const cors_1 = require("cors"); const express = require('express'); const app = express(); app.use((0, cors_1.default)(${open}));`,
    'a router': `import { Router } from 'express'; import cors from 'cors'; const router = Router(); router.use(cors(${open})); export default router;`,
  };
  for (const [name, text] of Object.entries(forms)) {
    it(name, () => assert.deepEqual(rulesIn(text), ['reflect-origin-credentials']));
  }
});

describe('reading Express: where the options come from', () => {
  const forms: Readonly<Record<string, string>> = {
    'a constant': `const options = ${open}; app.use(cors(options));`,
    'a typed constant': `const options: cors.CorsOptions = ${open}; app.use(cors(options));`,
    'a satisfied constant': `const options = ${open} satisfies CorsOptions; app.use(cors(options as any));`,
    'a spread': `const base = { origin: true }; app.use(cors({ ...base, credentials: true }));`,
    'Object.assign': `app.use(cors(Object.assign({}, { origin: true }, { credentials: true })));`,
    'a function': `function options() { return ${open}; } app.use(cors(options()));`,
    'a shorthand': `const origin = true; const credentials = true; app.use(cors({ origin, credentials }));`,
    'a condition whose sides agree': `const base = ${open}; app.use(cors(process.env.DEBUG ? base : { ...base, maxAge: 600 }));`,
    assignments: `const options: any = {}; options.origin = true; options.credentials = true; app.use(cors(options));`,
    'a delegate': `app.use(cors((req, callback) => callback(null, ${open})));`,
    'a handler kept by name': `const allow = cors(${open}); app.use(allow);`,
    'a list of handlers': `app.use([cors(${open}), express.json()]);`,
    'a list by name': `const all = [cors(${open})]; app.use(...all);`,
    'a chain': `app.disable('x-powered-by').use(express.static('public')).use(cors(${open}));`,
    'a path': `app.use('/api', cors(${open}));`,
    'a route': `app.get('/items', cors(${open}), (req, res) => res.json([]));`,
    'a route object': `app.route('/items').get(cors(${open}), (req, res) => res.json([]));`,
    'a nested router': `const api = express.Router(); api.use(cors(${open})); app.use('/api', api);`,
    'a function that nobody calls': `export function start() { const inner = express(); inner.use(cors(${open})); return inner; }`,
    'a function that takes the app': `export default (app) => { app.use(cors(${open})); };`,
    'a class': `export class Server { constructor() { this.app = express(); this.setUp(); } setUp() { this.app.use(cors(${open})); } }`,
    'a main function': `async function main() { await connect(); const server = express(); server.use(cors(${open})); } main().catch(console.error);`,
    NestJS: `async function bootstrap() { const app = await NestFactory.create(AppModule); app.enableCors(${open}); await app.listen(3000); } bootstrap();`,
    'NestJS options': `import { NestFactory } from '@nestjs/core'; NestFactory.create(AppModule, { cors: ${open} });`,
    'a handler by hand': `app.use((req, res, next) => { res.vary('Origin'); res.header('Access-Control-Allow-Origin', req.get('origin')); res.header('Access-Control-Allow-Credentials', 'true'); next(); });`,
    'headers in an object': `app.use((req, res, next) => { res.set({ 'Access-Control-Allow-Origin': req.headers.origin, 'Access-Control-Allow-Credentials': 'true', Vary: 'Origin' }); next(); });`,
    'a handler for another file': `module.exports = function allow(req, res, next) { res.vary('Origin'); const { origin } = req.headers; res.setHeader('Access-Control-Allow-Origin', origin || '*'); res.setHeader('Access-Control-Allow-Credentials', true); next(); };`,
    'names in constants': `const NAME = 'Access-Control-Allow-Origin'; app.use((req, res, next) => { res.vary('Origin'); res.set(NAME, req.headers.origin); res.set('Access-Control-Allow-Credentials', 'true'); next(); });`,
    'a helper': `function allow(req, res) { res.vary('Origin'); res.set('Access-Control-Allow-Origin', req.headers['origin']); res.set('Access-Control-Allow-Credentials', 'true'); } app.use((req, res, next) => { allow(req, res); next(); });`,
    'a plain http server': `import { createServer } from 'node:http'; createServer((req, res) => { res.setHeader('Vary', 'Origin'); res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '*'); res.setHeader('Access-Control-Allow-Credentials', 'true'); res.end('ok'); }).listen(1);`,
    writeHead: `import http from 'http'; http.createServer((req, res) => { res.writeHead(200, { 'Access-Control-Allow-Origin': req.headers.origin ?? '*', 'Access-Control-Allow-Credentials': 'true', Vary: 'Origin' }); res.end(); });`,
  };
  for (const [name, text] of Object.entries(forms)) {
    it(name, () => assert.deepEqual(rulesIn(setUp + text), ['reflect-origin-credentials']));
  }
});

describe('reading Express: defaults of environment variables', () => {
  const forms: Readonly<Record<string, string>> = {
    'behind ||': `app.use(cors({ origin: process.env.ORIGIN || true, credentials: true }));`,
    'in a pattern': `const { ORIGIN = true } = process.env; app.use(cors({ origin: ORIGIN, credentials: true }));`,
  };
  for (const [name, text] of Object.entries(forms))
    it(name, () => assert.deepEqual(rulesIn(setUp + text), ['env-default-wildcard']));
});

describe('reading Express: what is not known', () => {
  const forms: Readonly<Record<string, string>> = {
    'options from elsewhere': `import { options } from './config'; app.use(cors(options));`,
    'options spread from elsewhere': `import { options } from './config'; app.use(cors({ ...options, credentials: true }));`,
    'an origin from the environment, checked': `if (!process.env.ORIGIN) throw new Error(); app.use(cors({ origin: process.env.ORIGIN, credentials: true }));`,
    'a list from the environment': `app.use(cors({ origin: process.env.ORIGINS.split(','), credentials: true }));`,
    'a check from elsewhere': `import { isAllowed } from './origins'; app.use(cors({ origin: (origin, cb) => cb(null, isAllowed(origin)), credentials: true }));`,
    'a database': `app.use(cors({ origin: (origin, cb) => { db.find(origin, (error, found) => cb(error, found)); }, credentials: true }));`,
    'development and production': `app.use(cors({ origin: process.env.NODE_ENV !== 'production' ? true : ['https://app.example.com'], credentials: true }));`,
    'a policy for development only': `if (process.env.NODE_ENV === 'development') app.use(cors(${open})); else app.use(cors({ origin: 'https://app.example.com' }));`,
    'a guard from elsewhere': `import { known } from './x'; app.use((req, res, next) => { res.vary('Origin'); if (known(req.headers.origin)) { res.set('Access-Control-Allow-Origin', req.headers.origin); res.set('Access-Control-Allow-Credentials', 'true'); } next(); });`,
  };
  for (const [name, text] of Object.entries(forms)) {
    it(`${name}: no finding`, () => assert.deepEqual(rulesIn(setUp + text), []));
  }

  it('says so in the answer', () => {
    const { policies } = read(`${setUp}app.use(cors({ origin: process.env.ORIGIN }));`, { path: 'app.js' });
    const [policy] = policies;
    assert.ok(policy);
    const { unknown } = respond(policy, requestFrom('https://app.example.com'));
    assert.ok(
      unknown.some(({ about, why }) => about === 'Access-Control-Allow-Origin' && /ORIGIN/.test(why)),
    );
  });
});

describe('reading Express: what looks wrong and is fine', () => {
  const forms: Readonly<Record<string, string>> = {
    'a public API': `app.use(cors());`,
    'no origin let in': `const list = ['https://app.example.com']; app.use(cors({ origin: (o, cb) => { if (!o) return cb(null, true); cb(null, list.includes(o)); }, credentials: true }));`,
    'a list from the callback': `const list = ['https://app.example.com']; app.use(cors({ origin: (o, cb) => cb(null, list), credentials: true }));`,
    'one fixed origin': `app.use(cors({ origin: 'https://app.example.com', credentials: true }));`,
    'a Set and a check': `const set = new Set(['https://app.example.com']); app.use(cors({ origin: (o, cb) => cb(null, set.has(o)), credentials: true }));`,
    'an anchored pattern without case': `app.use(cors({ origin: /^https:\\/\\/app\\.example\\.com$/i, credentials: true }));`,
    'a host name with its scheme': `app.use(cors({ origin: (o, cb) => { try { const u = new URL(o); cb(null, u.protocol === 'https:' && u.hostname === 'app.example.com'); } catch { cb(null, false); } }, credentials: true }));`,
    'custom schemes': `app.use(cors({ origin: ['capacitor://localhost', 'ionic://localhost', 'chrome-extension://abcdefghijklmnop', 'http://127.0.0.1:8080', 'http://[::1]:3000'], credentials: true }));`,
    'cors twice': `app.use(cors({ origin: 'https://app.example.com' })); app.use(cors({ origin: 'https://app.example.com' }));`,
    off: `app.use(cors({ origin: false })); app.use('/a', cors({ origin: null, credentials: true })); app.use('/b', cors({ origin: undefined, credentials: true }));`,
    'a simple GET route': `app.get('/items', cors(), (req, res) => res.json([]));`,
    'headers by hand without an OPTIONS branch': `app.use((req, res, next) => { res.header('Access-Control-Allow-Origin', 'https://app.example.com'); res.header('Access-Control-Allow-Methods', 'GET, PUT'); next(); }); app.put('/items', (req, res) => res.json({}));`,
    'helmet beside it': `import helmet from 'helmet'; app.use(helmet({ crossOriginResourcePolicy: { policy: 'same-origin' } })); app.use(cors({ origin: 'https://app.example.com' }));`,
    'a fallback to the first of the list': `const list = ['https://app.example.com', 'https://admin.example.com']; app.use((req, res, next) => { const o = req.headers.origin; res.vary('Origin'); res.set('Access-Control-Allow-Origin', list.includes(o) ? o : list[0]); res.set('Access-Control-Allow-Credentials', 'true'); next(); });`,
    'Authorization without a list of headers': `app.use(cors({ origin: 'https://app.example.com', allowedHeaders: '*' }));`,
    'socket.io': `import { Server } from 'socket.io'; new Server(3000, { cors: { origin: ['*'], credentials: true } }); const io = require('socket.io')(server, { cors: { origin: true, credentials: true } });`,
    Fastify: `import Fastify from 'fastify'; import fastifyCors from '@fastify/cors'; const f = Fastify(); f.register(fastifyCors, { origin: true, credentials: true }); f.get('/', (req, reply) => { reply.header('Access-Control-Allow-Origin', req.headers.origin); reply.header('Access-Control-Allow-Credentials', 'true'); });`,
    Koa: `import Koa from 'koa'; import koaCors from '@koa/cors'; const k = new Koa(); k.use(koaCors({ origin: (ctx) => ctx.get('Origin'), credentials: true }));`,
    Hono: `import { Hono } from 'hono'; import { cors as honoCors } from 'hono/cors'; const h = new Hono(); h.use('*', honoCors({ origin: (o) => o, credentials: true }));`,
    Hapi: `import Hapi from '@hapi/hapi'; Hapi.server({ routes: { cors: { origin: ['*'], credentials: true } } });`,
    'an object of the same shape': `const settings = { cors: { origin: true, credentials: true } }; module.exports = settings;`,
    'a router whose app may answer the preflight': `const router = express.Router(); router.put('/items', (req, res) => { res.set('Access-Control-Allow-Origin', 'https://app.example.com'); res.json({}); }); router.delete('/items', cors({ methods: ['GET'] }), (req, res) => res.json({})); export default router;`,
    'a handler that leaves OPTIONS to others': `export function allow(req, res, next) { if (req.method === 'OPTIONS') return next(); res.set('Access-Control-Allow-Origin', 'https://app.example.com'); next(); }`,
    'a client': `fetch('https://api.example.com', { headers: { Origin: 'x' }, credentials: 'include' });`,
    'text that is no code': `const readme = "app.use(cors({ origin: true, credentials: true }))"; // app.use(cors({ origin: true, credentials: true }))`,
  };
  for (const [name, text] of Object.entries(forms)) {
    it(name, () => assert.deepEqual(rulesIn(setUp + text), []));
  }

  it('a star in the path on Express 4 and where the version is not known', () => {
    const text = `${setUp}app.options('*', cors());`;
    assert.deepEqual(rulesIn(text, 'app.js', '4.22.3'), []);
    assert.deepEqual(rulesIn(text), []);
  });
});

describe('reading Express: checks of the origin', () => {
  const check = (test: string): string =>
    `${setUp}const list = ['https://app.example.com', process.env.CLIENT].filter(Boolean);\n` +
    `app.use(cors({ origin: (origin, callback) => { if (!origin || list.includes(origin)) return callback(null, true); ` +
    `if (${test}) return callback(null, true); callback(null, []); }, credentials: true }));`;

  const tests: Readonly<Record<string, readonly string[]>> = {
    "origin.includes('.vercel.app')": ['substring-check'],
    "origin.indexOf('localhost') !== -1": ['substring-check'],
    "origin.indexOf('localhost') > -1": ['substring-check'],
    "origin.endsWith('example.com')": ['suffix-check-without-dot'],
    "origin.startsWith('http://localhost')": ['prefix-check'],
    'origin.match(/example\\.com$/)': ['regex-missing-label-boundary'],
    '/^https:\\/\\/app\\.example\\.com/.test(origin)': ['regex-unanchored'],
    "new RegExp('^https://app.example.com$').test(origin)": ['regex-unescaped-dot'],
    "new URL(origin).hostname.endsWith('example.com')": ['suffix-check-without-dot'],
    "['https://a.example.com'].some((one) => origin.startsWith(one))": ['prefix-check'],
    "origin === 'null'": ['null-origin-allowed'],
    "origin.endsWith('.example.com')": [],
    "new URL(origin).hostname === 'app.example.com'": [],
    "origin.indexOf('https://app.example.com') === 0 && origin.length === 23": [],
    '/^https:\\/\\/[a-z]+\\.example\\.com$/.test(origin)': [],
    'origin === process.env.EXTRA': [],
  };
  for (const [test, expected] of Object.entries(tests)) {
    it(`${test}: ${expected.join() || 'nothing'}`, () => assert.deepEqual(rulesIn(check(test)), expected));
  }
});

describe('reading Express: what takes the requests that no route took', () => {
  const headers = `app.use((req, res, next) => { res.set('Access-Control-Allow-Origin', 'https://app.example.com'); res.set('Access-Control-Allow-Methods', 'GET, PUT, DELETE'); next(); });`;
  const notFound = `app.use((req, res) => { res.status(404).json({}); });`;

  it('answers no preflight of a route that a router in front of it has', () => {
    const forms = [
      `app.use('/items', require('./items')); ${notFound}`,
      `app.use(require('./items')); ${notFound}`,
      `app.use(require('./items')); app.use((req, res, next) => { next(new Error('not found')); });`,
      `const items = express.Router(); items.put('/', (req, res) => { res.json({}); }); app.use('/items', items); ${notFound}`,
    ];
    for (const form of forms) assert.deepEqual(rulesIn(setUp + headers + form), [], form);
  });

  it('answers those of the routes of the app itself', () => {
    const form = `app.put('/items', (req, res) => { res.json({}); }); ${notFound}`;
    assert.deepEqual(rulesIn(setUp + headers + form), ['no-preflight-answer']);
  });

  it('is not a check that lets nobody in without a token', () => {
    const check = `app.use((req, res, next) => { if (!req.headers.authorization) return res.sendStatus(401); next(); });`;
    assert.deepEqual(rulesIn(`${setUp}app.use(require('./log')); ${check} ${headers}`), ['cors-after-auth']);
  });
});

describe('reading Express: a variable that lets in everybody while it is not set', () => {
  const forms: Readonly<Record<string, string>> = {
    'a list that is split': `app.use(cors({ origin: process.env.ORIGINS?.split(',') || '*', credentials: true }));`,
    'a list that may be missing': `app.use(cors({ origin: process.env.ORIGINS?.split(',') ?? true, credentials: true }));`,
    'a pattern that is not set': `const allowed = process.env.PATTERN ? new RegExp(process.env.PATTERN) : /.*/;
app.use((req, res, next) => { const origin = req.headers.origin || ''; res.vary('Origin'); if (allowed.test(origin)) res.set('Access-Control-Allow-Origin', origin); res.set('Access-Control-Allow-Credentials', 'true'); next(); });`,
    'answers that differ by path': `const headers = { 'Access-Control-Allow-Origin': process.env.ORIGIN || '*', 'Access-Control-Allow-Credentials': 'true' };
require('http').createServer((req, res) => {
  if (req.url === '/health') { res.writeHead(200, headers); res.end('ok'); return; }
  res.writeHead(404, headers);
  res.end();
});`,
  };
  for (const [name, text] of Object.entries(forms)) {
    it(name, () => assert.deepEqual(rulesIn(setUp + text), ['env-default-wildcard']));
  }
});

describe('reading Express: the order of a file', () => {
  it('imports hold above the line that they stand on', () => {
    const text = `const app = express(); app.use(cors(${open})); import express from 'express'; import cors from 'cors';`;
    assert.deepEqual(rulesIn(text), ['reflect-origin-credentials']);
  });
});

describe('reading Express: a list of beginnings', () => {
  it('is looked at to its end', () => {
    const text = `const allowed = [process.env.CLIENT, 'http://localhost:3000', 'https://app.example.com'].filter(Boolean);
app.use(cors({ origin: (origin, done) => done(null, !origin || allowed.some((one) => origin.startsWith(one))), credentials: true }));`;
    assert.ok(rulesIn(setUp + text).includes('prefix-check'));
  });
});

describe('reading Express: what becomes of an error', () => {
  const refuse = (error: string): string =>
    `app.use(cors({ origin: (origin, done) => { if (!origin || origin === 'https://app.example.com') return done(null, true); ${error} } }));\n`;
  const plain = refuse(`done(new Error('not allowed'));`);

  it('is a 500 where nothing says otherwise', () => {
    const handlers = [
      '',
      `app.use((error, req, res, next) => { console.error(error.stack); res.status(error.status || 500).json({ message: error.message }); });`,
      `app.use((error, req, res, next) => { if (error.code === 'LIMIT') return res.sendStatus(413); next(error); });`,
    ];
    for (const handler of handlers)
      assert.deepEqual(rulesIn(setUp + plain + handler), ['cors-deny-with-error'], handler);
  });

  it('is what a handler of errors behind makes of it', () => {
    const handler = `app.use((error, req, res, next) => { if (error.message === 'not allowed') return res.status(403).json({}); next(error); });`;
    assert.deepEqual(rulesIn(setUp + plain + handler), []);
    assert.deepEqual(rulesIn(setUp + handler + plain), ['cors-deny-with-error']);
  });

  it('changes nothing once the answer is sent', () => {
    const text = `require('http').createServer((req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Allow-Methods', 'PUT');
  if (req.method === 'OPTIONS') { res.statusCode = 204; res.end(); undefined.log(); }
  res.end();
});`;
    assert.deepEqual(rulesIn(text), []);
  });

  it('is the status that it names', () => {
    const named = refuse(`const error = new Error('no'); error.status = 403; done(error);`);
    const made = `const createError = require('http-errors');\n${refuse(`done(createError(403, 'no'));`)}`;
    for (const text of [named, made]) assert.deepEqual(rulesIn(setUp + text), [], text);
  });
});

describe('reading Express: origins that only the environment knows', () => {
  it('keep no parser in front from refusing without CORS headers', () => {
    const forms = [
      `app.use(express.json()); app.use(cors({ origin: process.env.SITE ?? 'https://app.example.com' }));`,
      `app.use(express.json()); app.use((req, res, next) => { res.set('Access-Control-Allow-Origin', process.env.SITE || '*'); next(); });`,
    ];
    for (const form of forms) assert.deepEqual(rulesIn(setUp + form), ['cors-after-limiter-or-parser'], form);
  });

  it('keep no list of headers from being wrong for those who get it', () => {
    const options = `{ origin: (origin, done) => done(null, sites.includes(origin)), allowedHeaders: ['Origin', 'Content-Type'] }`;
    const form = `const sites = process.env.SITES.split(','); app.use(cors(${options}));`;
    assert.ok(rulesIn(setUp + form).includes('cargo-allow-headers'));
  });
});
