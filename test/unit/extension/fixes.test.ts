import assert from 'node:assert/strict';
import { ignoreEdit, offerOf, safeEdits } from '../../../src/extension/fixes.ts';
import { applyEdits } from '../../../src/policy/range.ts';
import { lint } from '../../../src/rules/index.ts';
import type { Finding, Fix } from '../../../src/rules/types.ts';

function finding(...fixes: Fix[]): Finding {
  return {
    rule: 'some-rule',
    class: 'broken',
    severity: 'warning',
    message: 'message',
    range: { start: 0, end: 1 },
    witness: null,
    fixes,
    related: [],
    mayFollow: false,
  };
}

function fix(safety: Fix['safety'], ...edits: Fix['edits']): Fix {
  return { title: 'Mend it', safety, edits };
}

const edit = (start: number, end: number, text = 'x') => ({ start, end, text });

describe('offerOf', () => {
  it('prefers a safe fix', () => {
    const edits = [edit(0, 1)];
    assert.deepEqual(offerOf(fix('safe', ...edits)), { title: 'Mend it', preferred: true, edits });
  });

  it('says of an unsafe fix that it changes behaviour, and does not prefer it', () => {
    const edits = [edit(0, 1)];
    assert.deepEqual(offerOf(fix('unsafe', ...edits)), {
      title: 'Mend it (changes behaviour)',
      preferred: false,
      edits,
    });
  });

  it('offers nothing for a fix by hand, or one without edits', () => {
    assert.equal(offerOf(fix('manual', edit(0, 1))), null);
    assert.equal(offerOf(fix('safe')), null);
  });
});

describe('safeEdits', () => {
  it('takes safe fixes only, in source order', () => {
    const edits = safeEdits([
      finding(fix('safe', edit(10, 12))),
      finding(fix('unsafe', edit(20, 22))),
      finding(fix('manual', edit(30, 32))),
      finding(fix('safe', edit(2, 4))),
    ]);
    assert.deepEqual(edits, [edit(2, 4), edit(10, 12)]);
  });

  it('takes one fix of each finding', () => {
    assert.deepEqual(safeEdits([finding(fix('safe', edit(0, 1)), fix('safe', edit(5, 6)))]), [edit(0, 1)]);
  });

  it('leaves out a whole fix when a part of it overlaps one already taken', () => {
    assert.deepEqual(
      safeEdits([finding(fix('safe', edit(0, 4))), finding(fix('safe', edit(3, 5), edit(8, 9)))]),
      [edit(0, 4)],
    );
  });

  it('does not guess the order of two different insertions at one place', () => {
    assert.deepEqual(
      safeEdits([finding(fix('safe', edit(3, 3, 'a'))), finding(fix('safe', edit(3, 3, 'b')))]),
      [edit(3, 3, 'a')],
    );
  });

  it('makes an edit that two fixes share once', () => {
    assert.deepEqual(
      safeEdits([finding(fix('safe', edit(0, 2))), finding(fix('safe', edit(0, 2), edit(5, 6)))]),
      [edit(0, 2), edit(5, 6)],
    );
  });
});

describe('ignoreEdit', () => {
  const samples = {
    'a.js':
      "import cors from 'cors';\r\nimport express from 'express';\r\nconst app = express();\r\n  app.use(cors({ origin: ['https://a.example/'] }));\r\n",
    'conf.d/a.conf':
      'location / {\n    add_header Access-Control-Allow-Origin https://a.example/ always;\n}\n',
  } as const;

  it('silences the finding, and nothing is left to say about the comment', () => {
    for (const [path, text] of Object.entries(samples)) {
      const found = lint({ text }, { path });
      const slash = found.find(({ rule }) => rule === 'trailing-slash-origin');
      assert.ok(slash, path);
      const edit = ignoreEdit(text, slash, path === 'a.js' ? 'express' : 'nginx');
      assert.ok(edit);
      const rules = lint({ text: applyEdits(text, [edit]) }, { path }).map(({ rule }) => rule);
      assert.deepEqual(
        rules,
        found.map(({ rule }) => rule).filter((rule) => rule !== slash.rule),
        path,
      );
    }
  });

  it('keeps indentation and line ends', () => {
    const edit = ignoreEdit('a\r\n\tb\r\n', { ...finding(), range: { start: 4, end: 5 } }, 'express');
    assert.deepEqual(edit, {
      start: 3,
      end: 3,
      text: '\t// preflight-ignore-next-line some-rule\r\n',
    });
  });

  it('does not part a line that goes on', () => {
    const text = 'Header set A \\\n  "b"\n';
    assert.equal(ignoreEdit(text, { ...finding(), range: { start: 17, end: 18 } }, 'apache'), null);
  });

  it('is not offered for a comment that silences nothing', () => {
    assert.equal(ignoreEdit('# x\n', { ...finding(), rule: 'unused-suppression' }, 'nginx'), null);
  });
});
