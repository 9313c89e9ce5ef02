import fc from 'fast-check';

/** Programs that set up CORS in the many ways that people do, as CommonJS modules that make `app`. */

const origins = [
  'https://app.example.com',
  'https://app.example.com/',
  'http://localhost:3000',
  'https://evil.test',
  'null',
  'https://App.example.com',
  'https://a.example.com, https://b.example.com',
];
const quoted = fc.constantFrom(...origins).map((origin) => `'${origin}'`);
const pattern = fc.constantFrom(
  '/example\\.com/',
  '/^https:\\/\\/app\\.example\\.com$/',
  '/\\.example\\.com$/i',
  '/^https?:\\/\\/([a-z0-9-]+\\.)*example\\.com(:\\d+)?$/',
  "new RegExp('^https://app\\\\.example\\\\.com$')",
);
const list = fc.array(fc.oneof(quoted, pattern), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`);

const originFunction = fc
  .tuple(
    fc.constantFrom(
      'LIST.includes(origin)',
      '!origin || LIST.includes(origin)',
      'LIST.indexOf(origin) !== -1',
      'new Set(LIST).has(origin)',
      "origin && origin.endsWith('.example.com')",
      "origin?.startsWith('https://app')",
      'LIST.some((one) => one === origin)',
      '/example\\.com$/.test(origin)',
      "origin && URL.canParse(origin) && new URL(origin).hostname === 'app.example.com'",
      "origin === 'https://app.example.com' || origin === 'null'",
      'true',
      'false',
    ),
    fc.constantFrom(
      (test: string) => `(origin, callback) => callback(null, ${test})`,
      (test: string) =>
        `function (origin, callback) { if (${test}) { callback(null, true); } else { callback(new Error('Not allowed')); } }`,
      (test: string) => `(origin, cb) => { if (!(${test})) return cb(null, false); cb(null, origin); }`,
      (test: string) => `(origin, cb) => cb(null, ${test} ? LIST : false)`,
      (test: string) =>
        `(origin, cb) => { const allowed = ${test}; cb(allowed ? null : new Error('no'), allowed); }`,
      (test: string) =>
        `(origin, cb) => { if (${test}) return cb(null, true); const error = new Error('no'); error.status = 403; cb(error); }`,
    ),
  )
  .map(([test, shape]) => shape(test));

const originOption = fc.oneof(
  { weight: 3, arbitrary: fc.oneof(quoted, pattern, list) },
  { weight: 3, arbitrary: originFunction },
  fc.constantFrom(
    "'*'",
    'true',
    'false',
    'undefined',
    'null',
    "''",
    "['*']",
    'new Set(LIST)',
    '1',
    '{}',
    'LIST',
    '[...LIST, true]',
    "LIST.join(',')",
  ),
);

const options = fc
  .record(
    {
      origin: originOption,
      credentials: fc.constantFrom('true', 'false', "'true'", 'undefined'),
      methods: fc.constantFrom("['GET', 'PUT']", "'GET,POST'", "['get', 'put']", "'*'"),
      allowedHeaders: fc.constantFrom("['Content-Type', 'Authorization']", "'*'", "'X-One,X-Two'", '[]'),
      exposedHeaders: fc.constantFrom("['X-Total']", "'X-Total'", '[]'),
      maxAge: fc.constantFrom('600', '0', "'1h'"),
      optionsSuccessStatus: fc.constantFrom('200', '204'),
      preflightContinue: fc.constantFrom('true', 'false'),
      origins: fc.constant("['https://app.example.com']"),
    },
    { requiredKeys: [] },
  )
  .map(
    (record) =>
      `{ ${Object.entries(record)
        .map(([key, value]) => `${key}: ${value}`)
        .join(', ')} }`,
  );

const corsCall = fc.oneof(
  options.map((one) => ({ before: '', call: `cors(${one})` })),
  options.map((one) => ({ before: `const corsOptions = ${one};\n`, call: 'cors(corsOptions)' })),
  options.map((one) => ({
    before: `const base = ${one};\n`,
    call: "cors({ ...base, exposedHeaders: ['X-More'] })",
  })),
  options.map((one) => ({ before: '', call: `cors((req, callback) => callback(null, ${one}))` })),
  fc.constant({ before: '', call: 'cors()' }),
);

const allowed = fc.constantFrom(
  'LIST.includes(origin)',
  "origin === 'https://app.example.com'",
  'origin && /^https:\\/\\/[a-z]+\\.example\\.com$/.test(origin)',
  "(origin || '').endsWith('example.com')",
  "(origin || '').slice(-11) === 'example.com'",
  "(origin || '').indexOf('https://app') === 0",
  'TABLE[origin]',
  "Object.hasOwn(TABLE, origin ?? '')",
  '`${origin}` in TABLE',
  'new Map(Object.entries(TABLE)).get(origin)',
  'origin',
);
const writes = fc.constantFrom('res.header', 'res.set', 'res.setHeader');

const statement = fc.oneof(
  fc
    .tuple(writes, fc.oneof(quoted, fc.constant("'*'")))
    .map(([write, value]) => `${write}('Access-Control-Allow-Origin', ${value});`),
  fc
    .tuple(allowed, writes)
    .map(
      ([test, write]) =>
        `if (${test}) { ${write}('Access-Control-Allow-Origin', origin); res.vary('Origin'); }`,
    ),
  fc
    .tuple(allowed)
    .map(
      ([test]) =>
        `if (${test}) {\n    res.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' });\n  }`,
    ),
  writes.map((write) => `${write}('Access-Control-Allow-Origin', LIST.find((one) => one === origin));`),
  writes.map((write) => `${write}('Access-Control-Allow-Origin', origin);`),
  fc.constantFrom(
    "if (req.method === 'options') return res.sendStatus(204);",
    "res.setHeader('Vary', 'Accept-Encoding');",
    "res.header('Access-Control-Allow-Credentials', 'true');",
    "res.header('Access-Control-Allow-Credentials', true);",
    "res.header('Access-Control-Allow-Methods', 'GET, PUT');",
    "res.header('Access-Control-Allow-Headers', 'Content-Type');",
    "res.append('Access-Control-Allow-Origin', 'https://app.example.com');",
    "res.removeHeader('Access-Control-Allow-Origin');",
    "res.header('Vary', 'Origin');",
    "res.header('Access-Control-Allow-Origin', LIST.find((one) => one === origin) || LIST[0]);",
    "res.header('Access-Control-Allow-Origin', LIST.includes(origin) ? origin : 'null');",
    "if (req.method === 'OPTIONS') return res.sendStatus(204);",
    "if (req.method === 'OPTIONS') { res.header('Access-Control-Allow-Methods', 'GET, PUT, DELETE'); return res.status(200).end(); }",
    "switch (req.method) { case 'OPTIONS': res.header('Access-Control-Max-Age', '600'); break; default: res.header('X-Other', '1'); }",
    "for (const one of LIST) { if (one === origin) { res.header('Access-Control-Allow-Origin', one); } }",
    'try { new URL(origin); } catch { return next(); }',
    "if (origin === 'https://evil.test') { res.vary('Origin'); return next(new Error('no')); }",
    "if (origin === 'https://evil.test') { res.vary('Origin'); throw Object.assign(new Error('no'), { statusCode: 401 }); }",
    'for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);',
    'for (const name in HEADERS) res.header(name, HEADERS[name]);',
    'Object.keys(HEADERS).forEach((name) => res.set(name, HEADERS[name]));',
    'res.setHeaders(new Map(Object.entries(HEADERS)));',
    "res.setHeaders(new Headers({ 'Access-Control-Allow-Origin': '*', Vary: 'Origin' }));",
    'new Headers(HEADERS).forEach((value, name) => res.setHeader(name, value));',
    'writer.write(res, origin);',
    'writer.all(req, res);',
    "res.header('Access-Control-Allow-Origin', `${origin}`);",
    "res.header('Access-Control-Allow-Origin', LIST.join(' '));",
    "res.setHeader('Access-Control-Expose-Headers', ['X-One', 'X-Two']);",
    "if (`${req.method}` === 'PUT') { res.writeHead(200, { ...HEADERS }); return res.end(); }",
  ),
);

const handWritten = fc
  .array(statement, { minLength: 1, maxLength: 5 })
  .map(
    (body) =>
      `(req, res, next) => {\n  const origin = req.headers.origin;\n  ${body.join('\n  ')}\n  next();\n}`,
  );

const layer = fc.oneof(
  { weight: 3, arbitrary: corsCall.map(({ before, call }) => `${before}app.use(${call});`) },
  { weight: 3, arbitrary: handWritten.map((handler) => `app.use(${handler});`) },
  { weight: 1, arbitrary: corsCall.map(({ before, call }) => `${before}app.options(/.*/, ${call});`) },
  // Express 4 takes this path too, and no request comes by it.
  { weight: 1, arbitrary: corsCall.map(({ before, call }) => `${before}app.options('/{*splat}', ${call});`) },
  {
    weight: 1,
    arbitrary: fc.constant("app.use('/elsewhere', cors({ origin: 'https://elsewhere.example' }));"),
  },
  {
    weight: 1,
    arbitrary: handWritten.map(
      (handler) => `const router = express.Router();\nrouter.use(${handler});\napp.use(router);`,
    ),
  },
);

const errorHandler = fc
  .constantFrom(
    'res.status(error.status || 500).json({ message: error.message });',
    "if (error.message === 'Not allowed') return res.status(403).end(); next(error);",
    "if (!(error.message === 'no')) return next(error); res.sendStatus(400);",
    "res.setHeader('Access-Control-Allow-Origin', '*'); res.status(502); res.end();",
    "next(new Error('again'));",
  )
  .map((body) => `app.use((error, req, res, next) => { ${body} });`);

/** Layers that only some paths meet. */
const partLayer = fc.oneof(
  corsCall.map(({ before, call }) => `${before}app.use('/api', ${call});`),
  handWritten.map((handler) => `app.use('/api', ${handler});`),
  fc
    .tuple(corsCall, handWritten)
    .map(
      ([{ before, call }, handler]) =>
        `${before}const router = express.Router();\nrouter.use(${call});\nrouter.put('/data', ${handler});\napp.use('/api', router);`,
    ),
  corsCall.map(
    ({ before, call }) => `${before}app.put('/items', ${call}, (req, res) => {\n  res.json({});\n});`,
  ),
  corsCall.map(({ before, call }) => `${before}app.options('/items', ${call});`),
  handWritten.map((handler) => `app.put('/items', ${handler}, (req, res) => res.json({}));`),
);

/** One to four layers; names that both declare are kept apart by blocks. */
export const program = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: layer },
      { weight: 2, arbitrary: partLayer },
      { weight: 1, arbitrary: errorHandler },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map(
    (layers) =>
      `const express = require('express');\nconst cors = require('cors');\nconst app = express();\n` +
      `const LIST = ['https://app.example.com', 'http://localhost:3000'];\n` +
      `const TABLE = { 'https://app.example.com': true, 'https://sub.example.com': { name: 'sub' } };\n` +
      `const HEADERS = { 'Access-Control-Allow-Origin': 'https://app.example.com', 'Access-Control-Max-Age': 600 };\n` +
      `class Writer {\n  #headers = HEADERS;\n  write(res, origin) {\n    if (TABLE[origin]) res.setHeader('Access-Control-Allow-Origin', origin);\n  }\n` +
      `  all(req, res) {\n    if (req.method !== 'OPTIONS') Object.entries(this.#headers).forEach(([name, value]) => res.setHeader(name, value));\n  }\n}\n` +
      `const writer = new Writer();\n` +
      layers.map((one) => `{\n${one}\n}\n`).join(''),
  );

export const request = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'OPTIONS', 'OPTIONS'),
  origin: fc.oneof(
    fc.constantFrom<(string | null)[]>(
      null,
      'https://evil.test',
      'null',
      'https://evilexample.com',
      'https://sub.example.com',
    ),
    fc.constantFrom('https://app.example.com', 'http://localhost:3000'),
  ),
  asks: fc.constantFrom<(readonly (readonly [string, string])[])[]>(
    [],
    [['Access-Control-Request-Method', 'PUT']],
    [
      ['Access-Control-Request-Method', 'PUT'],
      ['Access-Control-Request-Headers', 'content-type,x-one'],
    ],
  ),
  path: fc.constantFrom('/data', '/fail', '/missing', '/api/data', '/items'),
});
