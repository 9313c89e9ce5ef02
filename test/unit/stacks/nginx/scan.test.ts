import assert from 'node:assert/strict';
import { scan, type Directive } from '../../../../src/stacks/nginx/scan.ts';

/** `name(arg,arg){…}` for each directive, so that structure is seen at a glance. */
function outline(directives: readonly Directive[]): string {
  return directives
    .map(({ name, args, block }) => {
      const words = args.map(({ value }) => value).join(',');
      return `${name}(${words})${block ? `{${outline(block.directives)}}` : ''}`;
    })
    .join(' ');
}

const whole: readonly (readonly [title: string, text: string, expected: string])[] = [
  ['words, quotes and comments', `# head\na "b c" 'd'; # tail\ne f#g;`, 'a(b c,d) e(f#g)'],
  ['escapes as nginx resolves them', String.raw`a "x\"y\\z\.w" b\ c \t;`, `a(x"y\\z\\.w,b\\ c,\t)`],
  ['a brace after $ as part of a variable', 'a "${x}y" ${x}y;', 'a(${x}y,${x}y)'],
  ['nested blocks', 'a { b { c d; } e; }', 'a(){b(){c(d)} e()}'],
  ['a block without a space before it', 'a{b;}', 'a(){b()}'],
  ['the parentheses of an if', `if ($a = "x") { b; }`, 'if(($a,=,x,)){b()}'],
  ['a directive over several lines', 'a\n  b\n  c;', 'a(b,c)'],
  [
    'Lua as one thing',
    'content_by_lua_block { if x then y("}") end -- }\n } a;',
    'content_by_lua_block(){} a()',
  ],
  ['a byte order mark and CRLF', '\ufeffa b;\r\nc d;\r\n', 'a(b) c(d)'],
];

const damaged: readonly (readonly [title: string, text: string, expected: string])[] = [
  ['a lost semicolon', 'add_header A b\nadd_header C d;', 'add_header(A,b) add_header(C,d)'],
  ['a lost quote', 'add_header A "b;\nadd_header C "d";', 'add_header(A,b) add_header(C,d)'],
  [
    'a lost closing brace, by the indentation of what follows',
    'server {\n  location /a {\n    return 204;\n  location /b {\n    return 200;\n  }\n}',
    'server(){location(/a){return(204)} location(/b){return(200)}}',
  ],
  [
    'a closing brace too many',
    'server { listen 80; } }\nserver { listen 81; }',
    'server(){listen(80)} server(){listen(81)}',
  ],
  ['a half-typed last line', 'server {\n  add_header Access-Con', 'server(){add_header(Access-Con)}'],
  [
    'a lone opening brace',
    '{ add_header A b; }\nserver { listen 1; }',
    'add_header(A,b) server(){listen(1)}',
  ],
];

describe('nginx scanner', () => {
  for (const [title, text, expected] of whole) {
    it(`reads ${title}`, () => {
      const { directives, errors } = scan(text);
      assert.deepEqual(errors, []);
      assert.equal(outline(directives), expected);
    });
  }

  for (const [title, text, expected] of damaged) {
    it(`goes on after ${title}`, () => {
      const { directives, errors } = scan(text);
      assert.ok(errors.length > 0);
      assert.equal(outline(directives), expected);
    });
  }

  it('gives each word its place', () => {
    const text = `a  "b c"\n  d;`;
    const [directive] = scan(text).directives;
    const slices = directive?.args.map(({ range, inner }) => [
      text.slice(range.start, range.end),
      text.slice(inner.start, inner.end),
    ]);
    assert.deepEqual(slices, [
      ['"b c"', 'b c'],
      ['d', 'd'],
    ]);
    assert.equal(text.slice(directive?.head.start, directive?.head.end), 'a  "b c"\n  d');
  });

  it('survives blocks without an end', () => {
    const { errors } = scan('a {'.repeat(20_000));
    assert.ok(errors.length > 0);
  });
});
