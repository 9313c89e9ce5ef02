import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CorsRequest, HeaderList } from '../../../src/cors/types.ts';
import { answered, failed } from '../probe/stubTransport.ts';
import { allow, origin, report } from './support.ts';

async function states(changed: Partial<CorsRequest>, status: number, headers: HeaderList): Promise<string[]> {
  const { checklist } = await report(changed, () => answered(status, headers));
  return checklist.map(({ point, state }) => `${point} ${state}`);
}

const put: Partial<CorsRequest> = { method: 'PUT', headers: [['X-Own', '1']], credentials: 'include' };
const all: HeaderList = allow(
  ['Access-Control-Allow-Methods', 'PUT'],
  ['Access-Control-Allow-Headers', 'x-own'],
  ['Access-Control-Allow-Credentials', 'true'],
);

describe('the checklist', () => {
  it('has five points, all of them right for an answer that a page can read', async () => {
    assert.deepEqual(await states(put, 200, all), [
      'allow-origin ok',
      'preflight ok',
      'method ok',
      'headers ok',
      'credentials ok',
    ]);
  });

  it('leaves out what a simple request does not need', async () => {
    assert.deepEqual(await states({}, 200, allow()), [
      'allow-origin ok',
      'preflight not-needed',
      'method not-needed',
      'headers not-needed',
      'credentials not-needed',
    ]);
    assert.deepEqual(await states({ ...put, url: `${origin}/same` }, 200, []), [
      'allow-origin not-needed',
      'preflight not-needed',
      'method not-needed',
      'headers not-needed',
      'credentials not-needed',
    ]);
  });

  const without: [what: string, name: RegExp, failing: string[]][] = [
    ['the origin', /-Origin$/, ['allow-origin', 'preflight', 'credentials', 'method', 'headers']],
    ['the method', /-Methods$/, ['method']],
    ['the header', /-Headers$/, ['headers']],
    ['credentials', /-Credentials$/, ['credentials']],
  ];
  for (const [what, name, failing] of without) {
    it(`fails on its own where ${what} is not allowed`, async () => {
      const found = await states(
        put,
        200,
        all.filter(([header]) => !name.test(header)),
      );
      const failed = found
        .filter((state) => state.endsWith('failed'))
        .map((state) => state.split(' ')[0] ?? '');
      assert.ok(failed.length > 0);
      for (const point of failed) assert.ok(failing.includes(point), `${point} fails`);
      assert.equal(failed.includes(failing[0] ?? ''), true);
    });
  }

  it('wants 2xx for OPTIONS', async () => {
    const { checklist } = await report(put, () => answered(404, all));
    const point = checklist.find(({ point }) => point === 'preflight');
    assert.equal(point?.state, 'failed');
    assert.equal(point.text, 'OPTIONS /orders is answered 404; it takes 200 or 204.');
  });

  it('takes “*” for the origin, but not with cookies', async () => {
    const found = await states({ credentials: 'include' }, 200, [['Access-Control-Allow-Origin', '*']]);
    assert.equal(found[0], 'allow-origin ok');
    assert.equal(found[4], 'credentials failed');
  });

  it('does not know what nobody answered', async () => {
    const { checklist } = await report(put, () => failed('refused'));
    assert.deepEqual(
      checklist.map(({ state }) => state),
      ['unknown', 'failed', 'unknown', 'unknown', 'unknown'],
    );
  });

  it('acquits the part that the smaller preflights pass', async () => {
    const { checklist } = await report({ method: 'PUT', headers: [['X-Own', '1']] }, ({ headers }) =>
      headers.some(([, value]) => value === 'PUT') ? answered(403) : answered(204, all),
    );
    const state = (name: string): string | undefined => checklist.find(({ point }) => point === name)?.state;
    assert.equal(state('method'), 'failed');
    assert.equal(state('headers'), 'ok');
  });
});
