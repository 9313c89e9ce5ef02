import assert from 'node:assert/strict';
import { unfinishedAt } from '../../../src/rules/unfinished.ts';

type Kind = Parameters<typeof unfinishedAt>[2];

describe('what somebody has not finished', () => {
  const at = (text: string, kind: Kind = 'express'): string | null => {
    const caret = text.indexOf('|');
    const range = unfinishedAt(text.replace('|', ''), caret, kind);
    return range && text.replace('|', '').slice(range.start, range.end);
  };

  it('is the statement around the caret, with what is indented below', () => {
    assert.equal(at('a();\nb({\n  c: |\n});\nd();\n'), 'b({\n  c: \n});');
    assert.equal(at('// about b\nb(|);\nd();'), '// about b\nb();');
    assert.equal(
      at('app.add_middleware(\n    CORSMiddleware,|\n)\nx = 1\n', 'fastapi'),
      'app.add_middleware(\n    CORSMiddleware,\n)',
    );
  });

  it('is the innermost block of a configuration', () => {
    const location = '  location / {\n    add_header A "}";|\n  }';
    assert.equal(at(`server {\n${location}\n}\n`, 'nginx'), location.replace('|', ''));
    assert.equal(at('server {\n  root /;|\n  # }\n', 'nginx'), 'server {\n  root /;\n  # }\n');
    const limit = '<Limit GET>\n  Header set A b|\n</Limit>';
    assert.equal(at(`<Directory />\n${limit}\n</Directory>`, 'apache'), limit.replace('|', ''));
    assert.equal(
      at(`<Directory />|\n${limit.replace('|', '')}\n`, 'apache'),
      `<Directory />\n${limit.replace('|', '')}\n`,
    );
  });

  it('is the lines of a configuration down to an empty one, outside of all blocks', () => {
    assert.equal(
      at('\nHeader set A b\n|Header set C d\n\nHeader set E f', 'apache'),
      'Header set A b\nHeader set C d',
    );
    assert.equal(at('Header set A b\n|', 'apache'), 'Header set A b\n');
    assert.equal(at('root /;|\n', 'nginx'), 'root /;');
  });

  it('is nothing of a configuration behind a block, and below an empty line', () => {
    assert.equal(at('server {\n  location / {\n  }|\n}', 'nginx'), null);
    assert.equal(at('<Limit GET>\n</Limit>|', 'apache'), null);
    assert.equal(at('Header set A b\n\n|', 'apache'), null);
  });

  it('means nothing where a word or a bracket is still to come', () => {
    const isBroken = (marked: string, kind: Kind = 'express'): boolean => {
      const [before = '', after = ''] = marked.split('|');
      return unfinishedAt(before + after, before.length, kind)?.isBroken ?? false;
    };
    for (const text of [
      'a(|)',
      'a(b|)',
      "a('|')",
      'a(b, |c);',
      'a = |;',
      'a(\n  |);',
      'a({ b: |})',
      "a('b|",
      'a((b)|',
    ])
      assert.ok(isBroken(text), text);
    for (const text of ["a('b'|)", 'a(b,|)', 'a([b]|)', 'a({\n  b,\n|\n})']) assert.ok(!isBroken(text), text);
    assert.ok(isBroken('server {\n  root /|\n}', 'nginx'));
    assert.ok(!isBroken('server {\n  root /;|\n}', 'nginx'));
    assert.ok(isBroken('Header set A "b"|', 'apache'));
  });

  it('is nothing behind a complete statement, and on an empty line', () => {
    assert.equal(at('a();\nb({ c: 1 });|\nd();'), null);
    assert.equal(at('a();\n|\nb();'), null);
    assert.equal(at('|'), null);
  });

  it('goes on where a block is still to come', () => {
    assert.equal(at('for (const a of b)|\nc();'), 'for (const a of b)');
    assert.equal(at('if (a) {\n|\nc();'), 'if (a) {\n');
  });
});
