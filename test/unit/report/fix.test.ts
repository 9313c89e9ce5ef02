import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answered, failed } from '../probe/stubTransport.ts';
import { allow, origin, report } from './support.ts';

describe('the fix', () => {
  it('lets the request through, and keeps what is allowed today', async () => {
    const { fix } = await report({ method: 'PUT', headers: [['X-Own', '1']], credentials: 'include' }, () =>
      answered(204, [
        ['Access-Control-Allow-Origin', 'https://shop.test'],
        ['Access-Control-Allow-Methods', 'GET, *'],
        ['Access-Control-Allow-Headers', 'content-type'],
        ['Access-Control-Max-Age', '600'],
      ]),
    );
    assert.deepEqual(fix?.wanted, {
      origins: [{ literal: 'https://shop.test' }, { literal: origin }],
      credentials: true,
      methods: ['GET', 'PUT'],
      allowHeaders: ['content-type', 'X-Own'],
      exposeHeaders: [],
      maxAge: 600,
    });
  });

  it('is written for every stack, the one that answered first', async () => {
    const { fix } = await report({}, () => answered(200, [['Server', 'nginx']]));
    assert.deepEqual(
      fix?.stacks.map(({ stack, guessed }) => [stack, guessed]),
      [
        ['nginx', true],
        ['express', false],
        ['fastapi', false],
        ['apache', false],
      ],
    );
    for (const { text, where } of fix.stacks) {
      assert.ok(text.includes(origin), text);
      assert.notEqual(where, '');
    }
  });

  it('keeps “*” where it works', async () => {
    const { fix } = await report({ method: 'PUT' }, () =>
      answered(204, [['Access-Control-Allow-Origin', '*']]),
    );
    assert.equal(fix?.wanted.origins, 'any');
  });

  it('is none where CORS settings do not help', async () => {
    assert.equal((await report({}, () => answered(200, allow()))).fix, null);
    assert.equal((await report({}, () => failed('refused'))).fix, null);
    assert.equal((await report({}, () => answered(502))).fix, null);
    assert.equal((await report({ origin: 'null' }, () => answered(200))).fix, null);
  });
});
