import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Finding } from '../../../src/rules/types.ts';
import { findingsJson, findingsText, type CheckedFile } from '../../../src/report/findings.ts';
import { positionsIn } from '../../../src/report/position.ts';

const text = 'first\r\nsecond line\nthird';

const finding: Finding = {
  rule: 'wildcard-with-credentials',
  class: 'broken',
  severity: 'warning',
  message: 'Browsers refuse this.\nAll of them.',
  range: { start: text.indexOf('line'), end: text.indexOf('third') + 2 },
  witness: { origin: 'https://evilexample.com' },
  fixes: [
    { title: 'Name the origin', safety: 'safe', edits: [] },
    { title: 'Drop credentials', safety: 'unsafe', edits: [] },
  ],
  related: [],
  mayFollow: false,
};

const checked: CheckedFile[] = [
  { file: 'app.js', text, findings: [finding] },
  { file: 'clean.js', text, findings: [] },
];

describe('positionsIn', () => {
  it('counts lines by LF, CR LF and CR, from 1', () => {
    const position = positionsIn('a\nb\r\nc\rd');
    assert.deepEqual(
      [0, 1, 2, 5, 7, 8].map((offset) => position(offset)),
      [
        { line: 1, column: 1 },
        { line: 1, column: 2 },
        { line: 2, column: 1 },
        { line: 3, column: 1 },
        { line: 4, column: 1 },
        { line: 4, column: 2 },
      ],
    );
  });

  it('takes the end of an empty text', () => assert.deepEqual(positionsIn('')(0), { line: 1, column: 1 }));
});

describe('findingsJson', () => {
  it('is what the documentation says, to the letter', () => {
    assert.deepEqual(JSON.parse(findingsJson(checked)), {
      version: 1,
      files: 2,
      findings: [
        {
          file: 'app.js',
          line: 2,
          column: 8,
          endLine: 3,
          endColumn: 3,
          rule: 'wildcard-with-credentials',
          class: 'broken',
          severity: 'warning',
          message: 'Browsers refuse this.\nAll of them.',
          witness: { origin: 'https://evilexample.com' },
          fixes: [
            { title: 'Name the origin', safety: 'safe' },
            { title: 'Drop credentials', safety: 'unsafe' },
          ],
        },
      ],
    });
  });

  it('says null where there is no witness', () => {
    const json = findingsJson([{ file: 'a', text, findings: [{ ...finding, witness: null }] }]);
    assert.match(json, /"witness": null/);
  });
});

describe('findingsText', () => {
  it('gives each finding one line, its fixes below, and counts', () => {
    assert.equal(
      findingsText(checked),
      [
        'app.js:2:8: warning Browsers refuse this. All of them. [wildcard-with-credentials]',
        '  fix: Name the origin',
        '  fix: Drop credentials (unsafe)',
        '1 finding in 2 files.',
        '',
      ].join('\n'),
    );
  });
});
