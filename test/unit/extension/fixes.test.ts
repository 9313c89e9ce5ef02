import assert from 'node:assert/strict';
import { offerOf, safeEdits } from '../../../src/extension/fixes.ts';
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
