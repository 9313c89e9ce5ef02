import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CacheQuery, CacheRules, PreflightCache } from '../../../src/cors/cache.ts';
import type { HeaderList } from '../../../src/cors/types.ts';
import { chromiumCache, firefoxCache, preflightLifetime, webkitCache } from '../../../src/engines/cache.ts';

const query: CacheQuery = {
  origin: 'http://page.test',
  url: 'http://api.test/x',
  include: false,
  method: 'PUT',
  names: ['x-foo'],
  flag: false,
  initiator: 'fetch',
};

function answer(methods: string, names: string, age?: string): HeaderList {
  return [
    ['Access-Control-Allow-Methods', methods],
    ['Access-Control-Allow-Headers', names],
    ...(age === undefined ? [] : [['Access-Control-Max-Age', age] as const]),
  ];
}

/** How long a preflight is remembered, in whole seconds. */
function seconds(rules: CacheRules, age?: string): number {
  const cache = rules.store([], query, answer('PUT', 'x-foo', age), 0);
  let low = 0;
  let high = 200_000;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (rules.covers(cache, query, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

describe('how long engines remember a preflight', () => {
  const ages = [undefined, '60', '999999', '99999999999999999999', '-1', 'abc', ''] as const;
  for (const [name, rules, expected] of [
    ['chromium', chromiumCache, [5, 60, 7200, 5, 0, 5, 5]],
    ['firefox', firefoxCache, [5, 60, 86_400, 86_400, 0, 0, 5]],
    ['webkit', webkitCache, [5, 60, 600, 600, 0, 5, 5]],
  ] as const) {
    it(name, () => {
      assert.deepEqual(
        ages.map((age) => seconds(rules, age)),
        expected,
      );
      assert.deepEqual(
        ages.map((age) => preflightLifetime(name, answer('PUT', 'x-foo', age))),
        expected,
      );
    });
  }
});

function covers(rules: CacheRules, stored: CacheQuery, headers: HeaderList, asked: CacheQuery): boolean {
  const cache: PreflightCache = rules.store([], stored, headers, 0);
  return rules.covers(cache, asked, 0);
}

describe('what a remembered preflight covers', () => {
  const all = [chromiumCache, firefoxCache, webkitCache];
  const each = (stored: CacheQuery, headers: HeaderList, asked: CacheQuery): boolean[] =>
    all.map((rules) => covers(rules, stored, headers, asked));

  it('nothing without one, in any engine', () => {
    assert.deepEqual(
      all.map((rules) => rules.covers([], { ...query, method: 'GET', names: [] }, 0)),
      [false, false, false],
    );
    assert.deepEqual(each(query, answer('PUT', 'x-foo'), { ...query, url: 'http://api.test/y' }), [
      false,
      false,
      false,
    ]);
    assert.deepEqual(each(query, answer('PUT', 'x-foo'), { ...query, origin: 'null' }), [
      false,
      false,
      false,
    ]);
  });
  it('what it named', () => {
    const headers = answer('PUT', 'x-foo');
    assert.deepEqual(each(query, headers, query), [true, true, true]);
    assert.deepEqual(each(query, headers, { ...query, method: 'DELETE' }), [false, false, false]);
    assert.deepEqual(each(query, headers, { ...query, names: ['x-bar'] }), [false, false, false]);
  });
  it('HEAD without being named, but not in Firefox', () => {
    const head = { ...query, method: 'HEAD', names: ['x-foo'] };
    assert.deepEqual(each(head, answer('', 'x-foo'), head), [true, false, true]);
    const post = { ...head, method: 'POST' };
    assert.deepEqual(each(post, answer('', 'x-foo'), post), [true, true, true]);
  });
  it('everything with *, but not in Firefox; Authorization only in WebKit', () => {
    assert.deepEqual(each(query, answer('*', '*'), query), [true, false, true]);
    const authorized = { ...query, names: ['authorization'] };
    assert.deepEqual(each(authorized, answer('PUT', '*'), authorized), [false, false, true]);
    const including = { ...query, include: true };
    assert.deepEqual(each(including, answer('*', '*'), including), [false, false, false]);
  });
  it('requests without credentials when it was for one with, but not in Firefox', () => {
    const headers = answer('PUT', 'x-foo');
    assert.deepEqual(each({ ...query, include: true }, headers, query), [true, false, true]);
    assert.deepEqual(each(query, headers, { ...query, include: true }), [false, false, false]);
  });
  it('no conditional request in Chromium, and none of fetch() in Firefox', () => {
    const conditional = { ...query, names: ['if-none-match'] };
    const headers = answer('PUT', 'if-none-match');
    assert.deepEqual(each(conditional, headers, conditional), [false, false, true]);
    const xhr = { ...conditional, initiator: 'xmlhttprequest' };
    assert.deepEqual(each(xhr, headers, xhr), [false, true, true]);
  });
});

describe('what happens to a remembered preflight', () => {
  it('is replaced as a whole in Chromium and WebKit, and token by token in Firefox', () => {
    for (const [rules, kept] of [
      [chromiumCache, false],
      [firefoxCache, true],
      [webkitCache, false],
    ] as const) {
      const first = rules.store([], query, answer('PUT', 'x-foo'), 0);
      const second = rules.store(first, query, answer('PUT', 'x-bar'), 0);
      assert.equal(rules.covers(second, query, 0), kept);
      assert.ok(rules.covers(second, { ...query, names: ['x-bar'] }, 0));
    }
  });
  it('is forgotten in Firefox when the request fails, and kept in Chromium and WebKit', () => {
    for (const [rules, left] of [
      [chromiumCache, true],
      [firefoxCache, false],
      [webkitCache, true],
    ] as const) {
      const cache = rules.store([], query, answer('PUT', 'x-foo'), 0);
      assert.equal(rules.covers(rules.clear(cache, query), query, 0), left);
      assert.ok(rules.covers(rules.clear(cache, { ...query, url: 'http://c.test/' }), query, 0));
    }
  });
});
