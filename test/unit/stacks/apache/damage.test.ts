import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lint } from '../../../../src/rules/lint.ts';
import { Random } from '../../../oracle/random.ts';

const examples = new URL('../../../../examples/workspace/apache/', import.meta.url);

function findingsIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return lint({ text, stack: 'apache' }, { path: '.htaccess' }).map(({ range }) => range);
}

function check(text: string): void {
  for (const { start, end } of findingsIn(text)) {
    assert.ok(start >= 0 && start <= end && end <= text.length, text);
    assert.ok(!text.slice(start, end).includes('\n'), `a finding spans lines:\n${text}`);
  }
}

describe('half-typed and damaged Apache files', () => {
  for (const file of ['.htaccess', 'sites-available/api.conf']) {
    const text = readFileSync(new URL(file, examples), 'utf8');

    it(`${file}, cut off anywhere`, function () {
      this.timeout(60_000);
      for (let end = 0; end < text.length; end += 17) check(text.slice(0, end));
    });

    it(`${file}, with characters lost or changed`, function () {
      this.timeout(60_000);
      const random = new Random(7);
      for (let i = 0; i < 50; i++) {
        const at = random.below(text.length);
        const other = random.pick(['', '"', '<', '>', '\\', '\n', '%{', '$', '(', '\u0000', '😀']);
        check(text.slice(0, at) + other + text.slice(at + 1));
      }
    });
  }

  it('takes long runs of white space and of open brackets', () => {
    const space = ' '.repeat(100_000);
    check(`Header set Access-Control-Allow-Origin "a${space}b"\\\n${space}`);
    check(
      `Header set Access-Control-Allow-Origin "*"\nRewriteEngine On\nRewriteRule . - [R=204${space},L=${space}x]`,
    );
    check(
      `SetEnvIf Origin "${'('.repeat(50_000)}" A=$0\nHeader set Access-Control-Allow-Origin "%{A}e" env=A`,
    );
    check(`<If "${'('.repeat(3000)}">\nHeader set Access-Control-Allow-Origin "*"\n</If>`);
  });

  it('keeps damage on its line', () => {
    const text =
      'Header set "Access-Control-Allow\nSetEnvIf Origin\nHeader always set Access-Control-Allow-Origin "https://a.example/"\n<If\n';
    assert.equal(findingsIn(text).length, 1);
  });
});
