import assert from 'node:assert/strict';
import { lint } from '../../../../src/rules/lint.ts';
import { mend } from '../../../../src/stacks/express/mend.ts';

const imports = `import cors from 'cors';\nimport express from 'express';\nconst app = express();\n`;
const after = `app.get('/items', (req, res) => res.json([]));\n`;

/** What is typed, and what it is read as. */
const halfTyped: Readonly<Record<string, readonly [typed: string, read: string]>> = {
  'a call without its end': [
    "app.use(cors({ origin: 'https://a.example'\n",
    "app.use(cors({ origin: 'https://a.example'}))\n",
  ],
  'a call without its last bracket': [
    'app.use(cors({ origin: true })\n',
    'app.use(cors({ origin: true }))\n',
  ],
  'a text without its second quote': [
    "app.use(cors({ origin: 'https://a.example }));\n",
    "app.use(cors({ origin: 'https://a.example' }));\n",
  ],
  'a list without its end': [
    "app.use(cors({ origin: ['https://a.example' }));\n",
    "app.use(cors({ origin: ['https://a.example'] }));\n",
  ],
  'a list without its end above another option': [
    "app.use(cors({\n  origin: ['https://a.example',\n  credentials: true,\n}));\n",
    "app.use(cors({\n  origin: ['https://a.example',],\n  credentials: true,\n}));\n",
  ],
  'an option without a comma': [
    "app.use(cors({\n  origin: 'https://a.example'\n  credentials: true,\n}));\n",
    "app.use(cors({\n  origin: 'https://a.example',\n  credentials: true,\n}));\n",
  ],
  'an option without a value': [
    'app.use(cors({ origin: true, methods: \n',
    'app.use(cors({ origin: true, methods:}))\n',
  ],
  'a call that begins lines above': [
    'app.use(\n  cors({\n    origin: true,\n',
    'app.use(\n  cors({\n    origin: true,}))\n',
  ],
  'a function without its end': [
    'app.use(cors({ origin: (origin, callback) => { callback(null, true)\n',
    'app.use(cors({ origin: (origin, callback) => { callback(null, true)}}))\n',
  ],
  'options in a variable': [
    "const corsOptions = {\n  origin: 'https://a.example',\n",
    "const corsOptions = {\n  origin: 'https://a.example',}\n",
  ],
  'a pattern with brackets and quotes in it': [
    'app.use(cors({ origin: [/^https:\\/\\/([a-z]\'"]+)$/, true\n',
    'app.use(cors({ origin: [/^https:\\/\\/([a-z]\'"]+)$/, true]}))\n',
  ],
};

describe('mending half-typed calls', () => {
  for (const [name, [typed, read]] of Object.entries(halfTyped)) {
    it(`closes ${name}`, () => {
      const mended = mend(imports + typed + after);
      assert.equal(mended?.text, blanksGone(imports + read + after, mended?.text));
      const put = mended?.insertions.map(({ start, end }) => mended.text.slice(start, end)).join('');
      assert.equal(mended?.text.length, (imports + typed + after).length + (put?.length ?? 0));
    });
  }

  it('leaves alone what is closed, and what lacks something else', () => {
    for (const text of [
      "app.use(cors({ origin: 'https://a.example' }));\n",
      'app.use(cors());\nconst broken = {;\n',
      'app.use(cors({ origin: `https://a.example }));\n',
      'app.use(cors({ origin: true })]);\n',
    ])
      assert.equal(mend(imports + text + after), null, text);
  });

  it('takes a text of nothing but beginnings', () => {
    mend(imports + 'app.use(cors({ origin: ['.repeat(20_000));
    mend(`${imports}app.use(cors({${'/*'.repeat(100_000)}`);
  });
});

describe('findings in half-typed calls', () => {
  it('stand where the text is, and offer no change there', () => {
    const text = `${imports}app.use(cors({ origin: ['https://a.example/'], credentials: true\n${after}`;
    const [finding, ...others] = lint({ text }, { path: 'app.js' });
    assert.deepEqual(others, []);
    assert.equal(finding?.rule, 'trailing-slash-origin');
    assert.equal(text.slice(finding.range.start, finding.range.end), 'https://a.example/');
    assert.deepEqual(finding.fixes, []);
  });

  it('say nothing about the word that may go on', () => {
    for (const typed of ["['https://a.example/", "'https://a.example/", "'app", "'*', credentials"]) {
      const text = `${imports}app.use(cors({ origin: ${typed}`;
      assert.deepEqual(lint({ text }, { path: 'app.js' }), [], typed);
    }
  });

  it('leave the fixes of what stands behind them, where it stands', () => {
    const text = `${imports}app.use('/a', cors({ origin: ['https://a.example'\napp.use('/b', cors({ origin: 'https://b.example/' }));\n`;
    const [finding] = lint({ text }, { path: 'app.js' });
    const [edit] = finding?.fixes[0]?.edits ?? [];
    assert.ok(edit);
    assert.equal(text.slice(edit.start, edit.end), 'https://b.example/');
  });
});

/** Where the blanks at the end of a line stand does not matter. */
function blanksGone(expected: string, actual: string | undefined): string {
  return actual?.replace(/ +\n/g, '\n') === expected ? actual : expected;
}
