import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { HeaderList } from '../../../src/cors/types.ts';
import { answered } from '../probe/stubTransport.ts';
import { allow, report } from './support.ts';

async function lifetimes(...maxAge: HeaderList): Promise<string[]> {
  const { preflightCache } = await report({ method: 'PUT' }, () =>
    answered(200, allow(['Access-Control-Allow-Methods', 'PUT'], ...maxAge)),
  );
  return preflightCache.map(
    ({ engine, seconds, capped }) => `${engine} ${seconds}${capped ? ' capped' : ''}`,
  );
}

describe('how long a preflight is remembered', () => {
  it('is five seconds where the answer does not say', async () => {
    assert.deepEqual(await lifetimes(), ['chromium 5', 'firefox 5', 'webkit 5']);
  });

  it('is what the answer asks for, up to what each browser grants', async () => {
    assert.deepEqual(await lifetimes(['Access-Control-Max-Age', '3600']), [
      'chromium 3600',
      'firefox 3600',
      'webkit 600 capped',
    ]);
    assert.deepEqual(await lifetimes(['Access-Control-Max-Age', '86401']), [
      'chromium 7200 capped',
      'firefox 86400 capped',
      'webkit 600 capped',
    ]);
  });

  it('is read by each browser in its way where it is no number', async () => {
    assert.deepEqual(await lifetimes(['Access-Control-Max-Age', '1h']), [
      'chromium 5',
      'firefox 0',
      'webkit 5',
    ]);
    const { preflightCache } = await report({ method: 'PUT' }, () =>
      answered(200, allow(['Access-Control-Allow-Methods', 'PUT'], ['Access-Control-Max-Age', '1h'])),
    );
    assert.deepEqual(
      preflightCache.map(({ text }) => text),
      [
        'Chromium asks again after 5 s: Access-Control-Max-Age “1h” is no number of seconds.',
        'Firefox asks again before every request: Access-Control-Max-Age “1h” is no number of seconds.',
        'Safari asks again after 5 s: Access-Control-Max-Age “1h” is no number of seconds.',
      ],
    );
  });

  it('is nothing where no preflight passed', async () => {
    assert.deepEqual((await report({ method: 'PUT' }, () => answered(404))).preflightCache, []);
    assert.deepEqual((await report({}, () => answered(200, allow()))).preflightCache, []);
  });
});
