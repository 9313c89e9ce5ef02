import assert from 'node:assert/strict';
import { lint } from '../../../../src/rules/lint.ts';
import { read } from '../../../../src/stacks/express/read.ts';

const open = '{ origin: true, credentials: true }';
const byHand = `res.set('Access-Control-Allow-Origin', req.headers.origin || '*'); res.set('Access-Control-Allow-Credentials', 'true');`;

function rulesIn(text: string): string[] {
  return lint({ text }, { path: 'lib/module.js' }).map(({ rule }) => rule);
}

describe('Express: what a file leaves to others to mount', () => {
  const forms: Readonly<Record<string, string>> = {
    'on an app of a factory': `const cors = require('cors'); const app = createApp(); app.use(cors(${open}));`,
    'on a parameter of any name': `import cors from 'cors'; export default function (srv) { srv.use(cors(${open})); }`,
    'on an imported router': `import cors from 'cors'; import { orders } from './orders.js'; orders.put('/', cors(${open}), save);`,
    'on an app of a kin library': `import cors from 'cors'; import polka from 'polka'; polka().use(cors(${open})).get('/', show);`,
    'on a field that a factory filled': `const cors = require('cors'); class Site { constructor() { this.web = make(); this.web.use(cors(${open})); } }`,
    'the handler exported': `module.exports = require('cors')(${open});`,
    'the handler exported by name': `import cors from 'cors'; export const allow = cors(${open});`,
    'the handler returned': `import cors from 'cors'; export const allow = () => cors(${open});`,
    'the handler in a list': `const cors = require('cors'); module.exports = (given) => { const all = []; if (!given.off) all.push(cors(${open})); return all; };`,
    'the handler given to a helper': `const allow = require('cors')(${open}); module.exports = async (req, res) => { await runMiddleware(req, res, allow); res.json([]); };`,
    'a maker of handlers': `exports.allow = function (off) { if (off) return (req, res, next) => next(); return function (req, res, next) { ${byHand} next(); }; };`,
    'an arrow that makes a handler': `export default (config) => (req, res, next) => { ${byHand} next(); };`,
    'a method': `class Answers { show(req, res) { ${byHand} res.end(); } } module.exports = Answers;`,
    'a method of a prototype': `function Site() {} Site.prototype.allow = function (req, res, next) { ${byHand} next(); };`,
    'a handler with short names': `export const allow = (q, r, n) => { r.set('Access-Control-Allow-Origin', q.headers.origin || '*'); r.set('Access-Control-Allow-Credentials', 'true'); n(); };`,
    'a cloud function': `const functions = require('firebase-functions'); exports.show = functions.https.onRequest((req, res) => { ${byHand} res.json([]); });`,
  };
  for (const [name, text] of Object.entries(forms)) {
    it(name, () => assert.equal(rulesIn(text)[0], 'reflect-origin-credentials'));
  }

  it('knows a handler by an object with its headers', () => {
    const text = `const corsHeaders = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' }; module.exports = (req, res) => { res.writeHead(200, corsHeaders); res.end(); };`;
    assert.deepEqual(rulesIn(text), ['wildcard-with-credentials']);
  });

  it('stays silent about options that come from elsewhere', () => {
    const text = `const cors = require('cors'); module.exports = (app, settings) => app.use(cors(settings.cors));`;
    assert.equal(read(text, { path: 'a.js' }).policies.length, 1);
    assert.deepEqual(rulesIn(text), []);
  });

  it('knows nothing of what an imported middleware with a name of CORS does', () => {
    const text = `import corsMiddleware from './middleware.js'; import express from 'express'; const app = express(); app.use(corsMiddleware); app.put('/', (req, res) => { res.set('Access-Control-Allow-Origin', 'https://app.example.com'); res.json([]); });`;
    assert.deepEqual(rulesIn(text), []);
  });

  it('asks nothing of the layers around it', () => {
    assert.deepEqual(
      rulesIn(
        `import cors from 'cors'; export const add = (srv) => { srv.get('/', show); srv.use(auth); srv.use(cors()); };`,
      ),
      [],
    );
  });
});

describe('Express: a handler of cors that is called by hand', () => {
  const setUp = `const cors = require('cors'); const app = require('express')();\n`;

  it('is run where it is called', () => {
    assert.deepEqual(rulesIn(`${setUp}app.use((req, res, next) => { cors(${open})(req, res, next); });`), [
      'reflect-origin-credentials',
    ]);
    assert.deepEqual(
      rulesIn(
        `const allow = require('cors')(${open}); const functions = require('firebase-functions'); exports.show = functions.https.onRequest((req, res) => allow(req, res, () => res.json([])));`,
      ),
      ['reflect-origin-credentials'],
    );
  });

  it('counts for whom the code around it lets it run', () => {
    const guard = `const allow = cors(${open}); const list = ['https://app.example.com'];
app.use((req, res, next) => { if (list.includes(req.headers.origin)) return allow(req, res, next); res.vary('Origin'); next(); });`;
    assert.deepEqual(rulesIn(setUp + guard), []);
  });

  it('does not answer twice', () => {
    const ended = `app.use((req, res, next) => { if (req.method === 'OPTIONS') return res.sendStatus(204); next(); });`;
    assert.deepEqual(
      rulesIn(`${setUp}${ended} app.use((req, res) => { res.end(); cors(${open})(req, res, () => {}); });`),
      [],
    );
  });
});

describe('Express: modules as compilers wrap them', () => {
  for (const wrap of [
    '__importDefault',
    '__importStar',
    '__toESM',
    '_interopRequireDefault',
    '_interopRequireWildcard',
    '_interopDefaultLegacy',
  ]) {
    it(wrap, () => {
      const text = `"use strict";\nvar cors_1 = ${wrap}(require("cors"));\nvar express_1 = ${wrap}(require("express"));\nvar app = (0, express_1.default)();\napp.use((0, cors_1["default"])(${open}));`;
      assert.deepEqual(rulesIn(text), ['reflect-origin-credentials']);
    });
  }

  it('a helper of the bundle', () => {
    const text = `const bundle = require('./bundle.js');\nlet cors = require("cors");\ncors = bundle.__toESM(cors);\nfunction add(app) { app.use((0, cors.default)(${open})); }\nexports.add = add;`;
    assert.deepEqual(rulesIn(text), ['reflect-origin-credentials']);
  });

  it('inside a function that is only exported', () => {
    const text = `const cors_1 = __importDefault(require("cors"));\nexports.add = (site) => { site.use((0, cors_1.default)(${open})); };`;
    assert.deepEqual(rulesIn(text), ['reflect-origin-credentials']);
  });
});
