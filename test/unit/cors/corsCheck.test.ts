import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { corsCheck } from '../../../src/cors/corsCheck.ts';
import type { HeaderList } from '../../../src/cors/types.ts';

const origin = 'http://page.test';

function check(include: boolean, ...values: readonly string[]): string | null {
  const headers: HeaderList = [
    ...values.map((value) => ['access-control-allow-ORIGIN', value] as const),
    ['Access-Control-Allow-Credentials', 'true'],
  ];
  return corsCheck(headers, origin, include)?.kind ?? null;
}

describe('CORS check', () => {
  it('fails without Access-Control-Allow-Origin', () => assert.equal(check(false), 'missing-allow-origin'));
  it('passes for *', () => assert.equal(check(false, ' *\t'), null));
  it('fails for * with credentials', () => assert.equal(check(true, '*'), 'wildcard-with-credentials'));
  it('passes for the origin', () => assert.equal(check(true, origin), null));
  it('compares to the letter', () => {
    assert.equal(check(false, 'HTTP://page.test'), 'allow-origin-mismatch');
    assert.equal(check(false, `${origin}/`), 'allow-origin-mismatch');
    assert.equal(check(false, 'null'), 'allow-origin-mismatch');
    assert.equal(check(false, ''), 'invalid-allow-origin');
    assert.equal(check(false, 'page.test'), 'invalid-allow-origin');
  });
  it('does not take two values', () => {
    assert.equal(check(false, origin, origin), 'multiple-allow-origin');
    assert.equal(check(false, `${origin} http://b.test`), 'multiple-allow-origin');
  });
  it('wants exactly true from Access-Control-Allow-Credentials', () => {
    for (const value of [null, 'True', 'true, true', '']) {
      const headers: HeaderList = [
        ['Access-Control-Allow-Origin', origin],
        ...(value === null ? [] : [['Access-Control-Allow-Credentials', value] as const]),
      ];
      assert.deepEqual(corsCheck(headers, origin, true), {
        kind: 'allow-credentials-not-true',
        value,
        origin,
      });
      assert.equal(corsCheck(headers, origin, false), null);
    }
  });
});
