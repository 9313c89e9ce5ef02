import assert from 'node:assert/strict';
import { lint } from '../../../../src/rules/lint.ts';
import { importResolver } from '../../../../src/project/imports.ts';

const open = `{ origin: true, credentials: true }`;

/** Rules and what they underline in `app` (or in the file called so), with the other files beside it. */
function found(app: string, files: Readonly<Record<string, string>>, path = 'src/app.js'): string[] {
  const resolve = importResolver((file) => files[file] ?? null);
  return lint({ text: app }, { path, resolve }).map(
    ({ rule, range }) => `${rule}: ${app.slice(range.start, range.end)}`,
  );
}

const cjs = "const express = require('express');\nconst cors = require('cors');\nconst app = express();\n";
const esm = "import express from 'express';\nimport cors from 'cors';\nconst app = express();\n";

describe('reading Express: options from another file', () => {
  const forms: Readonly<Record<string, readonly [app: string, path: string, other: string]>> = {
    'module.exports': [
      `${cjs}const options = require('./cors');\napp.use(cors(options));`,
      'src/cors.js',
      `module.exports = ${open};`,
    ],
    'a name of module.exports': [
      `${cjs}const { options } = require('./cors');\napp.use(cors(options));`,
      'src/cors.js',
      `const options = ${open};\nmodule.exports = { options };`,
    ],
    'exports.name': [
      `${cjs}const options = require('./config/cors').options;\napp.use(cors(options));`,
      'src/config/cors.js',
      `exports.options = ${open};`,
    ],
    'an index file': [
      `${cjs}const options = require('./config');\napp.use(cors(options));`,
      'src/config/index.js',
      `module.exports = ${open};`,
    ],
    JSON: [
      `${cjs}const options = require('../cors.json');\napp.use(cors(options));`,
      'cors.json',
      '{ "origin": true, "credentials": true }',
    ],
    'export const': [
      `${esm}import { options } from './cors';\napp.use(cors(options));`,
      'src/cors.ts',
      `export const options = ${open};`,
    ],
    'export default': [
      `${esm}import options from './cors.js';\napp.use(cors(options));`,
      'src/cors.ts',
      `export default ${open};`,
    ],
    'export { as }': [
      `${esm}import { settings as options } from './cors.js';\napp.use(cors(options));`,
      'src/cors.js',
      `const o = ${open};\nexport { o as settings };`,
    ],
    'export default of a name, by namespace': [
      `${esm}import * as config from './cors.mjs';\nconst options = config.default;\napp.use(cors(options));`,
      'src/cors.mjs',
      `const options = ${open};\nexport default options;`,
    ],
    'import = require': [
      `import cors = require('cors');\nimport express = require('express');\nimport options = require('./cors');\nconst app = express();\napp.use(cors(options));`,
      'src/cors.ts',
      `const options = ${open};\nexport = options;`,
    ],
    'a dynamic import': [
      `${esm}const { options } = await import('./cors.js');\napp.use(cors(options));`,
      'src/cors.js',
      `export const options = ${open};`,
    ],
    'a function': [
      `${esm}import { options } from './cors.js';\napp.use(cors(options()));`,
      'src/cors.js',
      `export function options() {\n  return ${open};\n}`,
    ],
  };
  for (const [name, [app, path, other]] of Object.entries(forms)) {
    it(name, () => {
      const document = path.endsWith('.ts') ? 'src/app.ts' : 'src/app.js';
      const use = /options\(\)|config\.default|options(?=\))/.exec(app)?.[0];
      assert.deepEqual(found(app, { [path]: other }, document), [`reflect-origin-credentials: ${use}`]);
    });
  }

  it('through a file in between', () => {
    const files = {
      'src/config/index.js': "export * from './cors.js';\nexport { a } from './other.js';",
      'src/config/cors.js': `export const options = ${open};`,
    };
    const app = `${esm}import { options } from './config/index.js';\napp.use(cors(options));`;
    assert.deepEqual(found(app, files), ['reflect-origin-credentials: options']);
  });

  it('a list that is imported: the list is told, and nothing of its file is edited', () => {
    const app = `${esm}import { origins } from './origins.js';\napp.use(cors({ origin: origins, credentials: true }));`;
    const files = {
      'src/origins.js':
        "export const origins = ['https://app.example.com/', /^https:\\/\\/.*example\\.com$/];",
    };
    const resolve = importResolver((file) => files[file as keyof typeof files] ?? null);
    const findings = lint({ text: app }, { path: 'src/app.js', resolve });
    assert.deepEqual(
      findings.map(({ rule, range }) => `${rule}: ${app.slice(range.start, range.end)}`),
      ['regex-missing-label-boundary: origins', 'trailing-slash-origin: origins'],
    );
    assert.deepEqual(
      findings.flatMap(({ fixes }) => fixes),
      [],
    );
  });

  it('correct options stay silent, so do imports that do not resolve', () => {
    const app = `${cjs}const options = require('./cors');\napp.use(cors(options));`;
    const correct = "module.exports = { origin: ['https://app.example.com'], credentials: true };";
    assert.deepEqual(found(app, { 'src/cors.js': correct }), []);
    assert.deepEqual(found(app, {}), []);
  });

  it('files that import each other come to an end', () => {
    const app = `${cjs}const options = require('./a');\napp.use(cors(options));\nmodule.exports = app;`;
    const files = {
      'src/a.js': `const b = require('./b');\nmodule.exports = { ...b, origin: true, credentials: true };`,
      'src/b.js': "const a = require('./a');\nconst app = require('./app');\nmodule.exports = { cors: a };",
    };
    assert.deepEqual(found(app, files), ['reflect-origin-credentials: options']);
  });
});

describe('reading Express: routers, middleware and apps from another file', () => {
  it('middleware', () => {
    const files = {
      'src/allow.js':
        "module.exports = (req, res, next) => {\n  res.set('Access-Control-Allow-Origin', '*');\n  res.set('Access-Control-Allow-Credentials', 'true');\n  next();\n};",
    };
    assert.deepEqual(found(`${cjs}app.use(require('./allow'));`, files), [
      "wildcard-with-credentials: require('./allow')",
    ]);
  });

  it('cors() that is ready made', () => {
    const files = { 'src/cors.js': `const cors = require('cors');\nmodule.exports = cors(${open});` };
    assert.deepEqual(found(`${cjs}const allow = require('./cors');\napp.use(allow);`, files), [
      'reflect-origin-credentials: allow',
    ]);
  });

  it('a router behind cors() whose routes need more than it allows', () => {
    const files = {
      'src/routes/items.js':
        "const router = require('express').Router();\nrouter.put('/:id', (req, res) => res.json({}));\nmodule.exports = router;",
    };
    const app = `${cjs}app.use(cors({ origin: 'https://app.example.com', methods: ['GET'] }));\napp.use('/items', require('./routes/items'));`;
    // The route stands in the other file, which has a word on it of its own.
    assert.deepEqual(found(app, files), []);
  });

  it('an app: what is added here counts with what stands there', () => {
    const files = {
      'src/server.js':
        "const express = require('express');\nconst app = express();\napp.get('/items', (req, res) => res.json([]));\nmodule.exports = app;",
    };
    const app = `const cors = require('cors');\nconst app = require('./server');\napp.use(cors(${open}));`;
    assert.deepEqual(
      found(app, files),
      ['reflect-origin-credentials: origin: true'.replace('origin: ', '')].map((one) => one),
    );
  });
});
