import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { clear, maxAge, standardCache, type CacheQuery } from '../../../src/cors/cache.ts';
import type { HeaderList } from '../../../src/cors/types.ts';

const query: CacheQuery = {
  origin: 'http://page.test',
  url: 'http://api.test/x',
  include: false,
  method: 'PUT',
  names: ['x-foo'],
  flag: false,
  initiator: 'fetch',
};

const allow = (methods: string, names: string, ...more: HeaderList): HeaderList => [
  ['Access-Control-Allow-Methods', methods],
  ['Access-Control-Allow-Headers', names],
  ...more,
];

describe('the CORS-preflight cache of the standard', () => {
  const { covers, store } = standardCache;
  const cache = store([], query, allow('PUT', 'X-Foo'), 100);

  it('covers the same request for five seconds', () => {
    assert.ok(covers(cache, query, 104.9));
    assert.ok(!covers(cache, query, 105));
    assert.ok(!covers([], query, 0));
  });
  it('covers nothing of another URL, origin, method or header', () => {
    for (const change of [
      { url: 'http://api.test/y' },
      { origin: 'http://b.test' },
      { method: 'DELETE' },
      { names: ['x-foo', 'x-bar'] },
      { include: true },
    ]) {
      assert.ok(!covers(cache, { ...query, ...change }, 100), JSON.stringify(change));
    }
  });
  it('lets an entry with credentials serve a request without', () => {
    const withCredentials = store([], { ...query, include: true }, allow('PUT', 'x-foo'), 0);
    assert.ok(covers(withCredentials, query, 0));
  });
  it('lets * stand for everything but Authorization', () => {
    const any = store([], query, allow('*', '*'), 0);
    assert.ok(covers(any, query, 0));
    assert.ok(!covers(any, { ...query, names: ['authorization'] }, 0));
  });
  it('remembers the method of a flagged request that had no Access-Control-Allow-Methods', () => {
    const flagged = { ...query, method: 'POST', names: [], flag: true };
    assert.ok(covers(store([], flagged, [], 0), flagged, 0));
    assert.ok(!covers([], flagged, 0));
    assert.ok(covers([], { ...flagged, flag: false }, 0));
  });
  it('renews entries one by one', () => {
    const renewed = store(cache, query, allow('PUT', '', ['Access-Control-Max-Age', '60']), 100);
    assert.ok(covers(renewed, { ...query, names: [] }, 150));
    assert.ok(!covers(renewed, query, 150));
    assert.equal(renewed.length, 2);
  });
  it('is cleared for one origin and URL', () => {
    assert.deepEqual(clear(cache, query), []);
    assert.equal(clear(cache, { ...query, url: 'http://api.test/y' }).length, 2);
    assert.equal(clear(cache, { ...query, origin: 'null' }).length, 2);
  });
});

describe('Access-Control-Max-Age', () => {
  const of = (...values: readonly string[]): number =>
    maxAge(values.map((value) => ['Access-Control-Max-Age', value] as const));
  it('counts as five seconds when it is missing, twice there, or no number', () => {
    assert.deepEqual([of(), of('1', '1'), of('abc'), of('-1'), of('5.5'), of('')], [5, 5, 5, 5, 5, 5]);
  });
  it('is a number of seconds', () => assert.deepEqual([of('0'), of('600')], [0, 600]));
});
