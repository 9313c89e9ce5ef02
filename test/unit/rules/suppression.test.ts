import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/policy/range.ts';
import { lint } from '../../../src/rules/lint.ts';

const setUp = `import express from 'express';\nimport cors from 'cors';\nconst app = express();\n`;
const wrong = `app.use(cors({ origin: true, credentials: true }));\n`;

function rulesIn(text: string): string[] {
  return lint({ text }, { path: 'app.js' }).map(({ rule }) => rule);
}

describe('comments that silence rules', () => {
  const silent: Readonly<Record<string, string>> = {
    'for the next line': `// preflight-ignore-next-line reflect-origin-credentials -- internal\n${wrong}`,
    'without a reason': `// preflight-ignore-next-line reflect-origin-credentials\n${wrong}`,
    'as a block comment': `/* preflight-ignore-next-line reflect-origin-credentials -- internal */\n${wrong}`,
    'for the file': `${wrong}// preflight-ignore-file reflect-origin-credentials -- internal\n`,
    'with Windows line ends': `// preflight-ignore-next-line reflect-origin-credentials\r\n${wrong}`,
  };
  for (const [name, text] of Object.entries(silent)) {
    it(name, () => assert.deepEqual(rulesIn(setUp + text), []));
  }

  it('speak of the named rule and line alone', () => {
    const other = `// preflight-ignore-next-line trailing-slash-origin\n${wrong}`;
    assert.deepEqual(rulesIn(setUp + other), ['unused-suppression', 'reflect-origin-credentials']);
    const above = `// preflight-ignore-next-line reflect-origin-credentials\n\n${wrong}`;
    assert.deepEqual(rulesIn(setUp + above), ['unused-suppression', 'reflect-origin-credentials']);
    const inText = `const text = '// preflight-ignore-file reflect-origin-credentials';\n${wrong}`;
    assert.deepEqual(rulesIn(setUp + inText), ['reflect-origin-credentials']);
  });

  it('may speak of a rule that was not asked', () => {
    const text = `${setUp}// preflight-ignore-next-line all-subdomains-with-credentials\napp.use(cors({ origin: /^https:\\/\\/[a-z]+\\.example\\.com$/ }));\n`;
    assert.deepEqual(rulesIn(text), []);
    const asked = lint({ text }, { path: 'app.js' }, ['all-subdomains-with-credentials']);
    assert.deepEqual(
      asked.map(({ rule }) => rule),
      ['unused-suppression'],
    );
  });

  it('may stand one above the other, and name several rules', () => {
    const line = `app.use(cors({ origin: ['https://a.example.com/', 'b.example.com'] }));\n`;
    const one = `// preflight-ignore-next-line trailing-slash-origin\n// preflight-ignore-next-line origin-missing-scheme\n`;
    assert.deepEqual(rulesIn(setUp + one + line), []);
    const both = `// preflight-ignore-next-line trailing-slash-origin, origin-missing-scheme -- sent as they are\n`;
    assert.deepEqual(rulesIn(setUp + both + line), []);
  });

  it('are taken out where they are not needed, other names and the reason kept', () => {
    const text = `${setUp}// preflight-ignore-next-line no-such-rule, reflect-origin-credentials -- internal\n${wrong}`;
    const [finding] = lint({ text }, { path: 'app.js' });
    assert.equal(finding?.message, 'This comment has no effect: there is no rule no-such-rule.');
    assert.equal(
      applyEdits(text, finding?.fixes[0]?.edits ?? []),
      `${setUp}// preflight-ignore-next-line reflect-origin-credentials -- internal\n${wrong}`,
    );
  });
});
