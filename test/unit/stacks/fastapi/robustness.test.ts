import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { lint } from '../../../../src/rules/lint.ts';
import { read } from '../../../../src/stacks/fastapi/read.ts';
import { parse } from '../../../../src/stacks/fastapi/tree.ts';
import { Random } from '../../../oracle/random.ts';
import { readPage } from '../../../proof/page.ts';

const pages = new URL('../../../../docs/rules/', import.meta.url);
const samples = new URL('../../../../examples/workspace/fastapi/', import.meta.url);

function texts(): readonly string[] {
  const blocks = readdirSync(pages)
    .map((name) => readPage(readFileSync(new URL(name, pages), 'utf8')))
    .flatMap(({ cases }) => cases)
    .filter(({ stack, block }) => stack === 'fastapi' && block.kind === 'wrong')
    .map(({ block }) => block.text);
  const files = readdirSync(samples).map((name) => readFileSync(new URL(name, samples), 'utf8'));
  return [...files, ...blocks];
}

/** Reads and lints; a result that no rule can place in the text is an error too. */
function check(text: string): void {
  for (const { range } of lint({ text, stack: 'fastapi' }, { path: 'main.py' })) {
    assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length);
    assert.ok(!text.slice(range.start, range.end).includes('\n'), 'a range spans lines');
  }
}

describe('reading damaged Python', function () {
  this.timeout(60_000);

  it('never throws for a text that ends early', () => {
    for (const text of texts()) {
      for (let end = 0; end < text.length; end += 47) check(text.slice(0, end));
    }
  });

  it('never throws when characters are taken out, put in or doubled', () => {
    const random = new Random(5);
    const odd = [
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '"""',
      '\\',
      '\n',
      '\t',
      ',',
      '=',
      '*',
      '**',
      '#',
      '@',
      ':',
      '\0',
      '😀',
    ] as const;
    for (const text of texts()) {
      for (let i = 0; i < 8; i++) {
        const at = random.below(text.length);
        const cut = random.below(4);
        const added = random.chance(0.6) ? random.pick(odd) : text.slice(at, at + random.below(40));
        check(text.slice(0, at) + added + text.slice(at + cut));
      }
    }
  });

  it('comes to an end on values that refer to themselves, and on long and deep ones', () => {
    const head =
      'from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\n';
    const use = '\napp.add_middleware(CORSMiddleware, allow_origins=x)\n';
    const doubling = Array.from({ length: 40 }, (_, i) => `x${i + 1} = x${i} + x${i}`).join('\n');
    const all = [
      `${head}x = x${use}`,
      `${head}x = y\ny = x${use}`,
      `${head}x0 = ["https://a.example"]\n${doubling}\nx = x40${use}`,
      `${head}x = ${'('.repeat(2000)}1${')'.repeat(2000)}${use}`,
      `${head}x = ${'['.repeat(2000)}${use}`,
      `${head}x = ${'not '.repeat(3000)}y${use}`,
      `${head}x = ${Array.from({ length: 3000 }, () => '"a"').join(' + ')}${use}`,
      `${head}x = [${Array.from({ length: 5000 }, (_, i) => `"https://s${i}.example"`).join(', ')}]${use}`,
      `${head}${'@app.middleware("http")\nasync def f(request, call_next):\n'}${Array.from({ length: 300 }, (_, i) => `    if request.url.path == "/${i}":\n        pass\n`).join('')}    return await call_next(request)\n${use}`,
    ];
    for (const text of all) check(text);
  });

  it('gives a word without end to the parser as a short one, which it reads again for each way to go on', () => {
    const damaged = (word: string): string =>
      `app.add_middleware(\n    CORSMiddleware, allow_origins.${word}\n\napp = ${word}FastAPI()\n`;
    const shape = (word: string): string => String(parse(damaged(word)).tree);
    assert.equal(shape('9'.repeat(3000)), shape('x'.repeat(400)));
    assert.equal(parse(damaged('9'.repeat(3000))).tree.length, damaged('9'.repeat(3000)).length);
  });

  it('reads what stands around a half-typed call, and says that the call is', () => {
    const text = `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=
)
`;
    const reading = read(text, { path: 'main.py' });
    assert.equal(reading.policies.length, 1);
    assert.equal(reading.errors.length, 1);
    assert.deepEqual(lint({ text, stack: 'fastapi' }, { path: 'main.py' }), []);
  });
});
