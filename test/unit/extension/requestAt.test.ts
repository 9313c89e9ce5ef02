import assert from 'node:assert/strict';
import { requestAt } from '../../../src/extension/requestAt.ts';

/** The request at `‸`, which is taken out of the text. */
function at(marked: string, base: string | null = null): string | null {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const found = requestAt(text, offset, base);
  if (found === null) return null;
  const { start, end } = found.range;
  return `${found.request.method ?? '–'} ${found.request.url} in ${text.slice(start, end).slice(0, 30)}`;
}

describe('the request at the cursor', () => {
  const cases: [marked: string, base: string | null, found: string | null][] = [
    [
      `await fe‸tch('https://a.example/x', { method: 'PUT' })`,
      null,
      `PUT https://a.example/x in fetch('https://a.example/x', {`,
    ],
    [`fetch('/api/x'‸)`, 'http://localhost:8080', `GET http://localhost:8080/api/x in fetch('/api/x')`],
    [`fetch('/api/x'‸)`, null, null],
    [
      `const API = 'http://localhost:1';\nfetch(API + '/x'‸)`,
      null,
      `GET http://localhost:1/x in fetch(API + '/x')`,
    ],
    [
      `fetch('https://a.example', { body: fetch('https://b.example‸') })`,
      null,
      `GET https://b.example/ in fetch('https://b.example')`,
    ],
    [`# see https://a.example‸/x, or not`, null, '– https://a.example/x in https://a.example/x'],
    [`<a href="https://a.example">https://b.example‸</a>`, null, '– https://b.example in https://b.example'],
    [`nothing‸ https://a.example`, null, null],
    ['‸', null, null],
  ];
  for (const [marked, base, found] of cases) {
    it(marked, () => {
      assert.equal(at(marked, base), found);
    });
  }
});
