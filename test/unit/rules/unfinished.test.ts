import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lint } from '../../../src/rules/lint.ts';
import { shownMeanwhile, unfinishedAt, type Shown } from '../../../src/rules/unfinished.ts';

const app = `const express = require('express');
const cors = require('cors');
const app = express();
`;

/** Wrong in several ways and places. */
const standing = `app.use(cors({ origin: true, credentials: true }));
|
app.use('/admin', cors({ origin: ['https://admin.example.com/'], credentials: 'true' }));

function allow(req, res, next) {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  next();
}
app.use('/public', allow);
`;

const statements: Readonly<Record<string, string>> = {
  'a route': `app.get('/orders', requireUser, async (req, res) => {
  const rows = await db.query(\`SELECT \${columns} FROM orders\`);
  if (rows.length > 0) {
    res.json({ rows, when: "today" });
  }
});
`,
  'an object': `const settings = { name: 'shop', list: [1, 2, { a: "b" }], pattern: /[a-z'"]+/g };\n`,
  'a comment': `// don't worry: it's fine\nlet total = (1 + 2) / 3;\n`,
  'a class': `class Orders extends Base {
  constructor(db) {
    super(db);
  }
  async find(id) {
    return this.db.find((one) => one.id === id) ?? null;
  }
}
`,
  'a loop': "for (const origin of origins) {\n  if (origin === 'x') console.log(`a ${origin}`);\n}\n",
};

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** What an editor that closes brackets and quotes makes of the text when it is typed up to there. */
function closed(typed: string): string {
  const open: string[] = [];
  const tokens =
    /\/\/[^\n]*|\/\[[^\]\n]*\][^/\n]*\/|(['"])(?:\\.|(?!\1)[^\\\n])*\1|`(?:\\.|[^\\`])*`|(['"`])[^\n]*$|[()[\]{}]/g;
  for (const [token, , quote] of typed.matchAll(tokens)) {
    if (quote) open.push(quote);
    else if (closers[token]) open.push(closers[token]);
    else if (/^[)\]}]$/.test(token)) open.pop();
  }
  return typed + open.reverse().join('');
}

const plain = (typed: string): string => typed;

/** Types `typed` at the bar in `around`, letter by letter; what is shown after each, by rule. */
function type(
  around: string,
  typed: string,
  close: (typed: string) => string,
): readonly (readonly string[])[] {
  const [before = '', after = ''] = around.split('|');
  const start = before + after;
  let shown: Shown = { text: start, findings: lint({ text: start }, { path: 'app.js' }) };
  const seen = [shown.findings.map(({ rule }) => rule).sort()];
  for (let end = 1; end <= typed.length; end++) {
    const text = before + close(typed.slice(0, end)) + after;
    const findings = lint({ text }, { path: 'app.js' });
    const unfinished = unfinishedAt(text, before.length + end, 'express');
    shown = { text, findings: unfinished ? shownMeanwhile({ text, findings }, shown, unfinished) : findings };
    seen.push(shown.findings.map(({ rule }) => rule).sort());
  }
  return seen;
}

function changes(seen: readonly (readonly string[])[]): number {
  return seen.filter((rules, i) => i > 0 && rules.join() !== seen[i - 1]?.join()).length;
}

for (const [name, close] of [
  ['as it comes', plain],
  ['in an editor that closes brackets', closed],
] as const) {
  describe(`typing ${name}`, () => {
    for (const [what, statement] of Object.entries(statements)) {
      it(`${what} in the middle of a file changes nothing that stands around it`, () => {
        const seen = type(app + standing, statement, close);
        assert.ok((seen[0]?.length ?? 0) >= 4);
        assert.equal(changes(seen), 0);
      });
    }

    it('a wrong policy is told once, when it is there', () => {
      const policy = "app.use(cors({ origin: '*', credentials: true }));\n";
      const seen = type(`${app}|`, policy, close);
      assert.equal(changes(seen), 1);
      assert.deepEqual(seen.at(-1), ['wildcard-with-credentials']);
      assert.deepEqual(seen[policy.indexOf('true') + 4], []);
    });

    it('a finding stays while another word of its statement changes, and goes when it is mended', () => {
      const wrong = "app.use(cors({ origin: ['https://a.example.com/'|], credentials: true }));\n";
      assert.equal(changes(type(app + wrong, ", 'https://b.example.com'", close)), 0);
      const mended = "app.use(cors({ origin: '*'|, credentials: true }));\n";
      const seen = type(app + mended, ".replace('*', 'https://app.example.com')", close);
      assert.ok(changes(seen) <= 2);
    });

    for (const page of ['wildcard-with-credentials', 'prefix-check']) {
      it(`the examples of ${page}: nothing is shown that does not stay`, () => {
        for (const text of examplesOf(page)) {
          const seen = type('|', text, close);
          const final = new Set(seen.at(-1));
          const passing = seen.flatMap((rules) => rules.filter((rule) => !final.has(rule)));
          assert.deepEqual([...new Set(passing)], [], text);
          assert.ok(changes(seen) <= final.size, text);
        }
      });
    }
  });
}

function examplesOf(page: string): readonly string[] {
  const text = readFileSync(path.join('docs/rules', `${page}.md`), 'utf8');
  const examples = [...text.matchAll(/^```js[^\n]*\n([^]*?)^```/gm)].map(([, example = '']) => example);
  assert.ok(examples.length > 0);
  return examples;
}

describe('what somebody has not finished', () => {
  const at = (text: string, kind: Parameters<typeof unfinishedAt>[2] = 'express'): string | null => {
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

  it('is one line of a configuration', () => {
    assert.equal(at('server {\n  add_header A |\n  root /;\n}', 'nginx'), '  add_header A ');
    assert.equal(at('server {\n  add_header A b;|\n}', 'nginx'), null);
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
