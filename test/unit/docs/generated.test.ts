import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { between, generated } from '../../../scripts/docs.mjs';

describe('generated documentation', () => {
  it('is what `npm run docs` writes', async () => {
    for (const { file, text } of await generated()) {
      assert.equal(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8'), text, file);
    }
  });

  it('replaces what stands between the markers and nothing else', () => {
    assert.equal(
      between('a\n<!-- rules -->old<!-- /rules -->\nb', 'rules', 'new'),
      'a\n<!-- rules -->\n\nnew\n\n<!-- /rules -->\nb',
    );
  });

  it('refuses a text without the markers', () => {
    assert.throws(() => between('a', 'rules', 'new'), /markers/);
  });
});
