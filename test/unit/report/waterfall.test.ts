import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answered, failed } from '../probe/stubTransport.ts';
import { allow, report } from './support.ts';

describe('the waterfall', () => {
  it('has a bar for each exchange, its phases one after another within it', async () => {
    const { waterfall, exchanges } = await report({ method: 'PUT' }, () => ({
      ...answered(200, allow(['Access-Control-Allow-Methods', 'PUT'])),
      timing: { dns: 1, connect: 2, tls: 3, firstByte: 4, total: 15 },
    }));
    assert.equal(waterfall.length, exchanges.length);
    for (const { start, end, phases } of waterfall) {
      assert.equal(Math.round(end - start), 15);
      assert.deepEqual(
        phases.map(({ phase, start, end }) => `${phase} ${Math.round(end - start)}`),
        ['dns 1', 'connect 2', 'tls 3', 'wait 4', 'body 5'],
      );
      assert.equal(phases[0]?.start, start);
      assert.equal(phases.at(-1)?.end, end);
    }
    assert.deepEqual(
      waterfall.map(({ label }) => label),
      ['OPTIONS /orders', 'PUT /orders'],
    );
  });

  it('shows how long nobody answered', async () => {
    const { waterfall } = await report({}, () => ({
      ...failed('timeout'),
      timing: { dns: null, connect: 2, tls: null, firstByte: null, total: 3 },
    }));
    assert.deepEqual(
      waterfall[0]?.phases.map(({ phase, start, end }) => [phase, Math.round(end - start)]),
      [['connect', 2]],
    );
  });
});
