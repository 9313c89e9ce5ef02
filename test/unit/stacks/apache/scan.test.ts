import assert from 'node:assert/strict';
import {
  onOneLine,
  scan,
  type Directive,
  type Node,
  type Section,
} from '../../../../src/stacks/apache/scan.ts';

function directives(nodes: readonly Node[]): readonly Directive[] {
  return nodes.flatMap((node) => (node.kind === 'directive' ? [node] : directives(node.children)));
}

function words(source: string): readonly string[] {
  return directives(scan(source).nodes)[0]?.words.map((word) => word.text) ?? [];
}

describe('the scanner of Apache files', () => {
  it('cuts words as Apache does', () => {
    assert.deepEqual(words(`Header set X "a \\"b\\" c" 'd e' f"g"`), ['set', 'X', 'a "b" c', 'd e', 'f"g"']);
    assert.deepEqual(words('Header set X "never closed'), ['set', 'X', 'never closed']);
    assert.deepEqual(words('Header \'a\'"b"'), ['a', 'b']);
    assert.deepEqual(words('SetEnvIf Origin "^https://a\\.example$" A=$0'), [
      'Origin',
      '^https://a\\.example$',
      'A=$0',
    ]);
  });

  it('gives the characters between the quotes', () => {
    const source = 'Header set X "value"';
    const [directive] = directives(scan(source).nodes);
    const word = directive?.words[2];
    assert.ok(word);
    assert.equal(source.slice(word.range.start, word.range.end), 'value');
    assert.equal(source.slice(word.outer.start, word.outer.end), '"value"');
    assert.equal(word.verbatim, true);
  });

  it('joins lines that end in a backslash, comments too', () => {
    const source = '# nothing \\\nHeader set A b\r\nHeader \\\r\n  set C d\nHeader set E f';
    const found = directives(scan(source).nodes);
    assert.deepEqual(
      found.map(({ words: [, name] }) => name?.text),
      ['C', 'E'],
    );
    const range = found[0]?.range ?? { start: 0, end: 0 };
    assert.equal(source.slice(range.start, range.end), 'Header \\\r\n  set C d');
    const short = onOneLine(source, range);
    assert.equal(source.slice(short.start, short.end), 'Header');
  });

  it('fills in what Define says, and leaves other variables open', () => {
    const [, defined, open] = directives(
      scan('Define API https://a.example\nHeader set A ${API}\nHeader set A ${B}').nodes,
    );
    assert.equal(defined?.words[2]?.text, 'https://a.example');
    assert.equal(defined?.words[2]?.verbatim, false);
    assert.equal(open?.words[2]?.open, true);
  });

  it('nests sections, and keeps what a condition says in one piece', () => {
    const { nodes, errors } = scan(
      `<If "%{HTTP:Origin} == 'a'">\n<IfModule mod_headers.c>\nHeader set A b\n</IfModule>\n</If>`,
    );
    const outer = nodes[0] as Section;
    assert.equal(outer.name, 'if');
    assert.equal(outer.argument.text, "%{HTTP:Origin} == 'a'");
    assert.equal((outer.children[0] as Section).name, 'ifmodule');
    assert.deepEqual(errors, []);
  });

  it('tells of sections that are never closed or never opened, and reads on', () => {
    const { nodes, errors } = scan('<IfModule a>\n</Files>\nHeader set A b\n<Directory /x\nHeader set C d');
    assert.equal(errors.length, 4);
    assert.equal(directives(nodes).length, 2);
  });

  it('counts positions in UTF-16, behind emoji and line ends of any kind', () => {
    const source = '# 😀\r\nHeader set X "é😀"\r\n';
    const word = directives(scan(source).nodes)[0]?.words[2];
    assert.ok(word);
    assert.equal(source.slice(word.range.start, word.range.end), 'é😀');
  });

  it('does not run out of stack on sections without end', () => {
    assert.ok(scan('<IfModule a>\n'.repeat(5000)).nodes.length > 0);
  });
});
