import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isIgnored, parseGitignore } from '../../../src/project/gitignore.ts';

/** [lines, path, is it a folder, ignored] – as `git check-ignore` answers. */
const cases: [string, string, boolean, boolean][] = [
  ['build', 'build', true, true],
  ['build', 'a/build', false, true],
  ['build', 'builder', true, false],
  ['/build', 'a/build', true, false],
  ['/build', 'build', true, true],
  ['build/', 'build', false, false],
  ['build/', 'build', true, true],
  ['*.log', 'a/b.log', false, true],
  ['*.log', 'b.log.js', false, false],
  ['a/*.js', 'a/b.js', false, true],
  ['a/*.js', 'a/b/c.js', false, false],
  ['a/**/c.js', 'a/c.js', false, true],
  ['a/**/c.js', 'a/x/y/c.js', false, true],
  ['**/tmp', 'x/tmp', true, true],
  ['**/tmp', 'tmp', true, true],
  ['tmp/**', 'tmp/a', false, true],
  ['tmp/**', 'tmp', true, false],
  ['file?.js', 'file1.js', false, true],
  ['file?.js', 'file/.js', false, false],
  ['file[0-9].js', 'file7.js', false, true],
  ['file[!0-9].js', 'file7.js', false, false],
  ['*.js\n!keep.js', 'keep.js', false, false],
  ['*.js\n!keep.js', 'other.js', false, true],
  ['# build', '# build', true, false],
  ['\\#a', '#a', false, true],
  ['\\!a', '!a', false, true],
  ['a.b', 'axb', false, false],
  ['trailing   ', 'trailing', false, true],
  ['', 'a', false, false],
  ['/', 'a', true, false],
  ['[z-a]', 'z', false, false],
];

describe('isIgnored', () => {
  for (const [lines, path, isFolder, ignored] of cases) {
    it(`${JSON.stringify(lines)} ${ignored ? 'ignores' : 'leaves'} ${path}${isFolder ? '/' : ''}`, () => {
      assert.equal(isIgnored(path, isFolder, [parseGitignore(lines, '')]), ignored);
    });
  }

  it('reads a nested file relative to its folder, and lets it overrule those above', () => {
    const files = [parseGitignore('*.js', ''), parseGitignore('!*.js\n/only', 'sub/')];
    assert.equal(isIgnored('a.js', false, files), true);
    assert.equal(isIgnored('sub/a.js', false, files), false);
    assert.equal(isIgnored('sub/only', false, files), true);
    assert.equal(isIgnored('only', false, files), false);
  });
});
