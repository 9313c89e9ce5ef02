import assert from 'node:assert/strict';
import { lint } from '../../../src/rules/lint.ts';

describe('lint', () => {
  it('underlines no more than the first line of a value that goes on for several', () => {
    const text = `server {
  add_header Access-Control-Allow-Origin "https://shop.example.com/
    https://www.example.com" always;
}
`;
    const findings = lint({ text }, { path: 'conf.d/site.conf' });
    assert.ok(findings.length > 0);
    for (const { range } of findings) {
      assert.ok(range.end > range.start);
      assert.doesNotMatch(text.slice(range.start, range.end), /\n/);
    }
  });
});
