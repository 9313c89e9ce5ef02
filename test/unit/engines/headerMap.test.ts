import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { headerMapOrder } from '../../../src/engines/headerMap.ts';

const own = ['sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform', 'user-agent'];

/** Captured from Chromium 156: what goes in, and in which order it goes out. */
const captured: [string[], string][] = [
  [own, 'sec-ch-ua-platform user-agent sec-ch-ua sec-ch-ua-mobile'],
  [
    ['authorization', 'content-type', 'x-a', 'x-b', ...own],
    'sec-ch-ua-platform authorization sec-ch-ua x-a sec-ch-ua-mobile user-agent content-type x-b',
  ],
  [
    ['accept', 'x-requested-with', ...own],
    'sec-ch-ua-platform x-requested-with user-agent accept sec-ch-ua sec-ch-ua-mobile',
  ],
  [['x-a', 'x-b', 'user-agent'], 'user-agent x-a x-b'],
];

describe('headerMapOrder', () => {
  for (const [names, order] of captured) {
    it(names.join(' '), () => assert.equal(headerMapOrder(names).join(' '), order));
  }

  it('gives each name once, whatever the length', () => {
    const names = Array.from({ length: 70 }, (_, i) => `x-${'n'.repeat(i)}`);
    assert.deepEqual(headerMapOrder([...names, ...names]).sort(), [...names].sort());
    assert.deepEqual(headerMapOrder(['a']), ['a']);
    assert.deepEqual(headerMapOrder([]), []);
  });
});
