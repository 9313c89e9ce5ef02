import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { judge, next, plan } from '../../../src/cors/index.ts';
import { judgeIn } from '../../../src/engines/index.ts';
import type { CorsRequest } from '../../../src/cors/types.ts';
import { exchange, request } from './builders.ts';

describe('a data: URL', () => {
  const asked: readonly Partial<CorsRequest>[] = [
    {},
    { method: 'PUT', headers: [['X-Token', '1']] },
    { mode: 'same-origin' },
    { mode: 'no-cors' },
    { credentials: 'include' },
  ];
  for (const changes of asked) {
    it(`is read without sending anything: ${JSON.stringify(changes)}`, () => {
      const read = exchange({ url: 'data:text/plain,x', ...changes });
      assert.equal(next(read).send, null);
      const { outcome, exposed, preflight } = judge(read);
      assert.deepEqual([outcome, exposed, preflight.needed], ['readable', ['content-type'], false]);
      assert.equal(plan(request({ url: 'data:text/plain,x', ...changes })).needed, false);
      assert.deepEqual(judgeIn('chromium', read).console, []);
    });
  }

  it('has its data behind the first comma, also in what looks like a query', () => {
    assert.equal(judge(exchange({ url: 'data:text?a,x' })).outcome, 'readable');
  });

  it('without a comma is no response', () => {
    const { outcome, cause } = judge(exchange({ url: 'data:text' }));
    assert.deepEqual([outcome, cause?.kind], ['network-error', 'request-refused']);
    assert.deepEqual(judgeIn('chromium', exchange({ url: 'data:text' })).console, []);
  });
});
