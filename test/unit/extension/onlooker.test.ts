import assert from 'node:assert/strict';
import { Onlooker, type Change } from '../../../src/extension/onlooker.ts';
import { lint, recognise } from '../../../src/rules/index.ts';
import { habitsOf, keystrokes, noHabits, retyped, type Habits, type Keystroke } from './typist.ts';

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

/** A document and who watches it. */
class Desk {
  readonly #onlooker = new Onlooker();
  readonly #path: string;
  text: string;

  constructor(text: string, path = 'app.js') {
    this.text = text;
    this.#path = path;
    this.look(null);
  }

  /** What is shown now, by rule. */
  look(caret: number | null): readonly string[] {
    const stack = recognise(this.#path, this.text);
    const findings = stack === null ? [] : lint({ text: this.text, stack }, { path: this.#path });
    return this.#onlooker
      .look({ text: this.text, stack, findings }, caret)
      .map(({ rule }) => rule)
      .sort();
  }

  type(keys: Iterable<Keystroke>): readonly (readonly string[])[] {
    return Array.from(keys, ({ text, caret, change }) => {
      this.text = text;
      if (change) this.#onlooker.changed(change, { isAtCaret: true, isUndo: false });
      return this.look(caret);
    });
  }

  /** Puts `now` in the place of `before`, with the caret where it is. */
  replace(before: string, now: string, manner: { caret: string; isUndo?: boolean }): readonly string[] {
    const rangeOffset = this.text.indexOf(before);
    const change: Change = { rangeOffset, rangeLength: before.length, text: now };
    this.text = this.text.replace(before, now);
    this.#onlooker.changed(change, { isAtCaret: false, isUndo: manner.isUndo ?? false });
    return this.look(this.text.indexOf(manner.caret));
  }

  settle(): readonly string[] {
    this.#onlooker.settle();
    return this.look(null);
  }
}

function changes(seen: readonly (readonly string[])[]): number {
  return seen.filter((rules, i) => i > 0 && rules.join() !== seen[i - 1]?.join()).length;
}

/** Everything that is shown while `typed` is entered at the bar. */
function type(around: string, typed: string, habits: Habits): readonly (readonly string[])[] {
  const [before = '', after = ''] = around.split('|');
  const desk = new Desk(before + after);
  return [desk.look(null), ...desk.type(keystrokes([before, after], typed, habits))];
}

const policy = "app.use(cors({ origin: '*', credentials: true }));";

for (const [name, habits] of [
  ['as it comes', noHabits],
  ['in an editor that closes brackets', habitsOf['js'] ?? noHabits],
] as const) {
  describe(`typing ${name}`, () => {
    for (const [what, statement] of Object.entries(statements)) {
      it(`${what} in the middle of a file changes nothing that stands around it`, () => {
        const seen = type(app + standing, statement, habits);
        assert.ok((seen[0]?.length ?? 0) >= 4);
        assert.equal(changes(seen), 0);
      });
    }

    it('a wrong policy is told once, when it is there', () => {
      const seen = type(`${app}|`, `${policy}\n`, habits);
      assert.equal(changes(seen), 1);
      assert.deepEqual(seen.at(-1), ['wildcard-with-credentials']);
      const done = seen.findIndex((rules) => rules.length > 0);
      assert.ok(done >= policy.length - 1, `told at key ${done}`);
    });

    it('a finding stays while another word of its statement changes, and goes when it is mended', () => {
      const wrong = "app.use(cors({ origin: ['https://a.example.com/'|], credentials: true }));\n";
      assert.equal(changes(type(app + wrong, ", 'https://b.example.com'", habits)), 0);
      const mended = "app.use(cors({ origin: '*'|, credentials: true }));\n";
      const seen = type(app + mended, ".replace('*', 'https://app.example.com')", habits);
      assert.equal(changes(seen), 1);
      assert.deepEqual(seen.at(-1), []);
    });

    it('what is missing waits for a pause, because it may come next', () => {
      const options = "app.options(/.*/, cors({ origin: 'https://app.example.com' }));\n";
      const seen = type(`${app}|`, options, habits);
      assert.deepEqual(seen.at(-1), []);
      const desk = new Desk(app);
      desk.type(keystrokes([app, ''], options, habits));
      assert.deepEqual(desk.settle(), ['acao-only-on-preflight']);
    });
  });
}

describe('watching a document', () => {
  const rule = ['wildcard-with-credentials'];
  const credentials = ', credentials: true';

  it('a fix shows at once, and so does taking it back', () => {
    const desk = new Desk(app + policy);
    assert.deepEqual(desk.replace("'*'", "'https://app.example.com'", { caret: 'redentials: ' }), []);
    assert.deepEqual(desk.replace("'https://app.example.com'", "'*'", { caret: '*', isUndo: true }), rule);
    assert.deepEqual(desk.replace(credentials, '', { caret: ' }));', isUndo: true }), []);
  });

  it('half a statement that comes back by undo is half a statement', () => {
    const desk = new Desk(app);
    const [typed] = [`${app}app.use(cors({ origin: 'https://app.example.com/' }));`];
    desk.type(keystrokes([app, ''], typed.slice(app.length), noHabits));
    assert.deepEqual(desk.replace(' }));', '', { caret: "/'", isUndo: true }), ['trailing-slash-origin']);
    assert.deepEqual(desk.replace("/'", '', { caret: 'example.com', isUndo: true }), []);
  });

  it('a value that is changed and changed back is told as soon as it is back', () => {
    const desk = new Desk(app + policy);
    const seen = desk.type(retyped(desk.text, desk.text.indexOf('true'), 'true'));
    assert.deepEqual(seen.slice(0, -1).flat(), []);
    assert.deepEqual(seen.at(-1), rule);
  });

  it('half a word that makes a file of nobody takes nothing away', () => {
    const desk = new Desk(app + policy);
    const seen = desk.type(retyped(desk.text, desk.text.indexOf("'cors'") + 1, 'cors'));
    assert.equal(changes([rule, ...seen]), 0);
  });

  it('several pasted lines show at once', () => {
    const desk = new Desk(app);
    const wrong = "app.use(cors({\n  origin: '*',\n  credentials: true,\n}))";
    assert.deepEqual(desk.replace('app = express();\n', `app = express();\n${wrong}`, { caret: '*' }), rule);
  });

  it('a change elsewhere leaves who types in the middle of something', () => {
    const desk = new Desk(`const cors = require('cors');\n\nconst app = require('express')();\n`);
    const { text } = desk;
    desk.type(
      keystrokes([text, ''], "app.use(cors({ origin: 'https://app.example.com/'", habitsOf['js'] ?? noHabits),
    );
    const imported = "const helmet = require('helmet');\n\n";
    assert.deepEqual(desk.replace('\n\n', `\n${imported}`.slice(0, -1), { caret: "/'" }), []);
    assert.deepEqual(desk.settle(), ['trailing-slash-origin']);
  });
});
