import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lint } from '../../../../src/rules/lint.ts';
import { read } from '../../../../src/stacks/express/read.ts';

const samples = ['server.js', 'manual.js'].map((name) =>
  readFileSync(new URL(`../../../../examples/workspace/express/${name}`, import.meta.url), 'utf8'),
);

function check(text: string): void {
  for (const { range } of lint(
    { text, stack: 'express' },
    { path: 'app.js', versions: { express: '5.3.0' } },
  )) {
    assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length);
    assert.ok(!text.slice(range.start, range.end).includes('\n'));
  }
}

describe('reading damaged Express files', function () {
  this.timeout(30_000);

  it('takes every beginning of a file', () => {
    for (const text of samples) for (let end = 0; end < text.length; end += 41) check(text.slice(0, end));
  });

  it('takes files with a character too few or too many', () => {
    for (const text of samples) {
      for (let at = 0; at < text.length; at += 61) {
        check(text.slice(0, at) + text.slice(at + 1));
        check(`${text.slice(0, at)}${'(){}[];,\'"`/\\=>*'[at % 16] ?? ''}${text.slice(at)}`);
      }
    }
  });

  const hostile: Readonly<Record<string, string>> = {
    'deep nesting': `import cors from 'cors';${'('.repeat(20_000)}`,
    'a deep object': `const cors = require('cors'); cors(${'{a:'.repeat(5_000)}`,
    'a long chain': `const cors = require('cors'); app${'.use(cors())'.repeat(3_000)};`,
    'a long sum': `const cors = require('cors'); const a = ${'1 + '.repeat(5_000)}1;`,
    'an endless loop': `const cors = require('cors'); while (true) { cors(); }`,
    'an endless recursion': `const cors = require('cors'); function f() { return f(); } f(); app.use(cors());`,
    'mutual recursion': `const cors = require('cors'); const a = () => b(), b = () => a(); a();`,
    'a list that grows': `const cors = require('cors'); const l = [1]; for (const x of l) l.push(x); cors();`,
    'a text that grows': `const cors = require('cors'); let s = 'x'; for (let i = 0; i < 1e9; i++) s = s + s; cors();`,
    'a prototype': `const cors = require('cors'); const o = { __proto__: null, constructor: 1, toString: 2 }; cors(o); o.hasOwnProperty('x');`,
    'catastrophic backtracking': `const app = require('express')(); app.use(require('cors')({ origin: /^(([a-z])+.)+[A-Z]([a-z])+$/ }));`,
    'many conditions': `const app = require('express')(); const cors = require('cors'); ${Array.from({ length: 40 }, (_, i) => `if (process.env.A${i}) app.use(cors({ origin: 'https://a${i}.example' }));`).join('\n')}`,
    'a static method with two heads': `const cors = require('cors'); class A { static run(); static run(a) { cors(a); } }`,
    'a parameter with a text in it':
      "fetch('https://api.example', { mode: 'no-cors' }).then((respon';\nimport cors from 'cors';\napp.use(cors({ origin: 'https', a: [] }));\nesponse.ok) throw 1; });",
    'no text at all': '',
    bytes: '\u0000\ufffe\ud800"\u2028',
  };
  for (const [name, text] of Object.entries(hostile)) {
    it(`takes ${name}`, () => check(text));
  }

  it('still finds what stands behind the damage', () => {
    const text = `import express from 'express';\nimport cors from 'cors';\nconst app = express();\nconst broken = {;\napp.use(cors({ origin: true, credentials: true }));\n`;
    assert.deepEqual(
      lint({ text }, { path: 'app.js' }).map(({ rule }) => rule),
      ['reflect-origin-credentials'],
    );
    assert.ok(read(text, { path: 'app.js' }).errors.length > 0);
  });
});
