import assert from 'node:assert/strict';
import { normalise, type OriginSpec, type PolicySpec } from '../../../src/policy/spec.ts';
import { normaliseOrigins, wholePattern } from '../../../src/policy/specOrigins.ts';

const page = { literal: 'https://app.example.com' };
const plain: PolicySpec = {
  origins: [page],
  credentials: false,
  methods: ['PUT'],
  allowHeaders: ['X-Token'],
  exposeHeaders: [],
  maxAge: null,
};

describe('policies as data', () => {
  const pattern = (source: string, ignoreCase = false): OriginSpec => ({ pattern: source, ignoreCase });

  it('have one spelling for lists that let in the same origins', () => {
    const same: readonly (readonly [readonly OriginSpec[], PolicySpec['origins']])[] = [
      [[pattern('^https://app\\.example\\.com$')], [page]],
      [[pattern('^https:\\/\\/APP\\.example\\.com$', true)], [page]],
      [
        [pattern('^(?:https://app\\.example\\.com|http://localhost:\\d+)$')],
        [page, pattern('^http://localhost:\\d+$')].reverse(),
      ],
      [[pattern('^.*\\.example\\.com$')], [pattern('\\.example\\.com$')]],
      [[pattern('^https://[a-z]+\\.example\\.com$', true)], [pattern('^https://[a-z]+\\.example\\.com$')]],
      [[page, pattern('.*')], 'reflect'],
    ];
    for (const [origins, expected] of same) {
      const sorted = typeof expected === 'string' ? expected : normaliseOrigins(expected);
      assert.deepEqual(normaliseOrigins(origins), sorted, JSON.stringify(origins));
    }
  });

  it('keep apart what lets in different origins', () => {
    const different = [
      '^https://app.example\\.com$',
      '^https://app\\.example\\.com',
      'https://app\\.example\\.com$',
      '^https://(app|api)\\.example\\.com$',
      '\\.*\\.example\\.com$',
    ];
    const spelt = different.map((source) => JSON.stringify(normaliseOrigins([pattern(source)])));
    assert.equal(new Set([...spelt, JSON.stringify([page])]).size, different.length + 1);
  });

  it('turn a pattern for the whole text into one that is searched for', () => {
    assert.equal(wholePattern('https://a'), '^https://a$');
    assert.equal(wholePattern('^https://a$'), '^https://a$');
    assert.equal(wholePattern('a|b'), '^(?:a|b)$');
    assert.equal(wholePattern('a\\$'), '^a\\$$');
  });

  it('have no credentials beside *', () => {
    assert.equal(normalise({ ...plain, origins: 'any', credentials: true }).credentials, false);
  });
});
