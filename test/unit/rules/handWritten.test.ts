import assert from 'node:assert/strict';
import { lint } from '../../../src/rules/index.ts';

function rulesIn(text: string): readonly string[] {
  return lint({ text }, { path: 'app.js' }).map(({ rule }) => rule);
}

const setUp = `import express from 'express';\nimport cors from 'cors';\nconst app = express();\n`;
const page = 'https://app.example.com';

/** A handler for all requests with these lines in it. */
function byHand(...lines: readonly string[]): string {
  return `${setUp}app.use((req, res, next) => {\n  ${lines.join('\n  ')}\n  next();\n});\n`;
}

describe('headers by hand: right, and left alone', () => {
  const answered = `if (req.method === 'OPTIONS') return res.sendStatus(204);`;
  const allow = `res.header('Access-Control-Allow-Origin', '${page}');`;
  const forms: Readonly<Record<string, string>> = {
    '* without cookies': byHand(`res.header('Access-Control-Allow-Origin', '*');`, answered),
    'one origin for everybody, without Vary': byHand(allow, answered),
    'a default that some sites replace': byHand(
      `res.vary('Origin');`,
      allow,
      `if (req.headers.origin === 'https://admin.example.com') res.header('Access-Control-Allow-Origin', 'https://admin.example.com');`,
      answered,
    ),
    'the same header from cors and by hand': `${setUp}app.use(cors());\napp.use((req, res, next) => {\n  res.header('Access-Control-Allow-Origin', '*');\n  next();\n});\n`,
    '200 instead of 204': byHand(allow, `if (req.method === 'OPTIONS') return res.status(200).end();`),
    'empty entries in a list': byHand(
      allow,
      `res.header('Access-Control-Allow-Methods', ',,PUT,');`,
      answered,
    ),
    'OPTIONS among the methods': byHand(
      allow,
      `res.header('Access-Control-Allow-Methods', 'GET, PUT, OPTIONS');`,
      answered,
    ),
    'no branch for OPTIONS, which Express answers': byHand(
      allow,
      `res.header('Access-Control-Allow-Methods', 'GET, PUT');`,
    ),
    'a method in small letters before it is compared': byHand(
      allow,
      `if (req.method.toLowerCase() === 'options') return res.sendStatus(204);`,
    ),
    'a method in both spellings': byHand(
      allow,
      `if (['options', 'OPTIONS'].includes(req.method)) return res.sendStatus(204);`,
    ),
    'Access-Control-Allow-Private-Network': byHand(
      allow,
      `res.header('Access-Control-Allow-Private-Network', 'true');`,
      answered,
    ),
    'a header that is left unset for other sites': byHand(
      `res.vary('Origin');`,
      `const { origin } = req.headers;`,
      `if (origin === '${page}') res.setHeader('Access-Control-Allow-Origin', origin);`,
      answered,
    ),
    'a computed true or false': byHand(
      `res.vary('Origin');`,
      `const known = req.headers.origin === '${page}';`,
      `res.header('Access-Control-Allow-Origin', known ? '${page}' : '*');`,
      `res.header('Access-Control-Allow-Credentials', String(known));`,
      answered,
    ),
    'Vary that is added to': byHand(`res.vary('Accept-Language');`, `res.vary('Origin');`, allow, answered),
    'a stream that is left open': `${setUp}app.get('/events', (req, res) => {\n  res.set({ 'Content-Type': 'text/event-stream', 'Access-Control-Allow-Origin': '*' });\n  res.flushHeaders();\n  setInterval(() => res.write('data: 1'), 1000);\n});\n`,
    'a file that is piped': `import fs from 'node:fs';\n${setUp}app.get('/file', (req, res) => {\n  res.header('Access-Control-Allow-Origin', '*');\n  fs.createReadStream('file').pipe(res);\n});\n`,
    'a response that others keep': `${setUp}const clients = [];\napp.get('/live', (req, res) => {\n  res.header('Access-Control-Allow-Origin', '*');\n  clients.push(res);\n});\n`,
    'a response that is kept for later': `${setUp}const waiting = [];\napp.use((req, res) => {\n  res.header('Access-Control-Allow-Origin', '*');\n  waiting.push({ res });\n});\n`,
    'headers of an object by name': `${setUp}const headers = { 'Access-Control-Allow-Origin': '${page}' };\napp.use((req, res, next) => {\n  res.set(headers);\n  next();\n});\n`,
    'names in constants': `${setUp}const NAME = 'Access-Control-Allow-Origin';\napp.use((req, res, next) => {\n  res\n    .status(200)\n    .set(NAME, '${page}');\n  next();\n});\n`,
    'a helper for other files': `export function allow(req, res) {\n  res.setHeader('Access-Control-Allow-Origin', '${page}');\n}\n`,
    'a wrapper around handlers': `const allow = (handler) => async (req, res) => {\n  res.setHeader('Access-Control-Allow-Origin', '${page}');\n  if (req.method === 'OPTIONS') return res.status(204).end();\n  return await handler(req, res);\n};\nexport default allow(async (req, res) => res.json({}));\n`,
    'a limiter behind the headers': `import rateLimit from 'express-rate-limit';\n${setUp}app.use(cors({ origin: '${page}' }));\napp.use(rateLimit({ limit: 10 }));\napp.use(express.json());\n`,
    'a parser for some paths in front': `${setUp}app.use('/hooks', express.raw());\napp.use(cors({ origin: '${page}' }));\n`,
    'routers of other files behind cors for preflights': `import routes from './routes.js';\n${setUp}app.options('/items', cors({ origin: '${page}' }));\napp.use(routes);\n`,
  };
  for (const [name, text] of Object.entries(forms)) it(name, () => assert.deepEqual(rulesIn(text), []));
});

describe('headers by hand: what is half written', () => {
  it('has no name to blame while there is no value', () => {
    assert.deepEqual(rulesIn(byHand(`res.setHeader('Access-Control-Allow-Orgin');`)), []);
  });

  it('is not said to hang', () => {
    const text = byHand(`res.header('Access-Control-Allow-Origin', '${page}');`);
    const end = text.indexOf('  next()');
    for (let length = setUp.length; length <= end; length++)
      assert.ok(!rulesIn(text.slice(0, length)).includes('options-branch-never-ends'), text.slice(0, length));
  });
});

describe('headers by hand: limiters by their package', () => {
  const behind = (made: string, from: string): readonly string[] =>
    rulesIn(`${from}\n${setUp}app.use(${made});\napp.use(cors({ origin: '${page}' }));\n`);

  it('imported', () => {
    const from = `import { rateLimit as limit } from 'express-rate-limit';`;
    assert.deepEqual(behind('limit({ limit: 10 })', from), ['cors-after-limiter-or-parser']);
  });
  it('required', () => {
    const from = `const csurf = require('csurf');`;
    assert.deepEqual(behind('csurf()', from), ['cors-after-limiter-or-parser']);
  });
  it('of a package that refuses nothing', () => {
    assert.deepEqual(behind('helmet()', `import helmet from 'helmet';`), []);
  });
});
