import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '../../../../src/stacks/express/parse.ts';
import { functionBodies } from '../../../../src/stacks/express/parse/bodies.ts';

const filler = "const filler = 'long enough to be worth leaving out, which is sixty characters';";

describe('bodies of functions, parsed when they are called', () => {
  const tricky: Readonly<Record<string, string>> = {
    'braces in texts': `function f() { ${filler} return '}' + "}" + /[}]/.source + \`}\${g({ a: '}' })}}\`; } h();`,
    'braces in comments': `const f = () => { // }\n ${filler} /* } */ return 1; }; h();`,
    'a slash that divides': `const f = (a) => { ${filler} return a / 2 / (b) / c[0] / 3; }; const g = 1 / 2;`,
    'patterns behind words': `const f = (a) => { ${filler} if (typeof /}/ === a) return /{/g.test(a); }; h();`,
    'control blocks': `if (a) { ${filler} app.use(x); } for (const b of c) { ${filler} d(b); } while (e) { ${filler} }`,
    'classes and methods': `class A extends mixin(B) { constructor(a) { ${filler} this.a = a; } get b() { ${filler} } static c = () => { ${filler} } }`,
    'functions in functions': `function f() { ${filler} return (req, res) => { ${filler} next(() => { ${filler} }); }; }`,
    'a block behind a call': `f()\n{ ${filler} app.use(g); }`,
    'functions in parameters': `function f(a = () => { ${filler} }, { b } = {}) { ${filler} }`,
    'functions in templates': 'const t = `a ${list.map((x) => { ' + filler + ' return `${x}`; })} b`; h();',
    generators: `async function* f() { ${filler} yield* g(); await h; for await (const x of y) { ${filler} } }`,
  };
  for (const [name, text] of Object.entries(tricky)) {
    it(`${name}: the same tree`, () => {
      assertSame(text, 'app.js');
      assert.ok(functionBodies(text) !== null);
    });
  }

  it('the sources of this reader: the same trees', () => {
    const folder = path.resolve('src/stacks/express/interpret');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    assert.ok(files.length > 5);
    for (const name of files) assertSame(readFileSync(path.join(folder, name), 'utf8'), name);
  });

  it('code whose brackets do not match is parsed as a whole', () => {
    assert.equal(functionBodies(`const f = () => { ${filler} if (a { b(); };`), null);
    assert.equal(functionBodies(`const f = () => { ${filler} 'not closed\n };`), null);
    assert.equal(functionBodies('`${a'), null);
  });
});

function assertSame(text: string, name: string): void {
  const whole = parse(text, name, { findBodies: () => null });
  assert.deepEqual(asData(parse(text, name)), asData(whole), name);
}

/** The tree with every body in it. */
function asData({ body }: ReturnType<typeof parse>): unknown {
  return JSON.parse(JSON.stringify(body));
}
