import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CorsRequest } from '../../../src/cors/types.ts';
import type { CookieReport } from '../../../src/report/types.ts';
import { answered } from '../probe/stubTransport.ts';
import { origin, report } from './support.ts';

async function cookie(line: string, changed: Partial<CorsRequest> = {}): Promise<CookieReport> {
  const { cookies } = await report(
    { url: 'https://api.test/orders', credentials: 'include', ...changed },
    () =>
      answered(200, [
        ['Access-Control-Allow-Origin', origin],
        ['Set-Cookie', line],
      ]),
  );
  const [found, ...more] = cookies;
  assert.ok(found);
  assert.deepEqual(more, []);
  return found;
}

async function kept(line: string, changed: Partial<CorsRequest> = {}): Promise<string> {
  return (await cookie(line, changed)).browsers.map(({ kept }) => kept).join(' ');
}

describe('cookies that an answer sets', () => {
  it('are told by name and attributes, never by value', async () => {
    const found = await cookie('sid=s3cret; Path=/; HttpOnly; Secure; SameSite=None');
    assert.equal(found.name, 'sid');
    assert.deepEqual(found.attributes, ['Path=/', 'HttpOnly', 'Secure', 'SameSite=None']);
    assert.equal(found.site, 'cross-site');
    assert.doesNotMatch(JSON.stringify(found), /s3cret/);
  });

  const acrossSites: [line: string, kept: string][] = [
    ['a=1; SameSite=None; Secure', 'yes partitioned no'],
    ['a=1; SameSite=None; Secure; Partitioned', 'partitioned partitioned no'],
    ['a=1; SameSite=Lax; Secure', 'no no no'],
    ['a=1; SameSite=Strict', 'no no no'],
    ['a=1; SameSite=None', 'no no no'],
    ['a=1; Partitioned', 'no no no'],
    ['a=1; Max-Age=0; SameSite=None; Secure', 'no no no'],
    ['a=1; Domain=other.test; SameSite=None; Secure', 'no no no'],
    ['__Host-a=1; SameSite=None; Secure', 'no no no'],
    ['__Secure-a=1; SameSite=None', 'no no no'],
  ];
  for (const [line, expected] of acrossSites) {
    it(`${line} across sites: ${expected}`, async () => assert.equal(await kept(line), expected));
  }

  it('count within one site whatever their SameSite', async () => {
    const within = { origin: 'https://www.shop.example', url: 'https://api.shop.example/' };
    assert.equal(await kept('a=1; SameSite=Strict', within), 'yes yes yes');
    assert.equal(await kept('a=1; Domain=shop.example', within), 'yes yes yes');
    assert.equal(await kept('a=1; Domain=example', within), 'no no no');
  });

  it('with Secure take https; localhost counts, but not in Safari', async () => {
    const local = { url: 'http://localhost:8080/' };
    assert.equal(await kept('a=1; Secure', local), 'yes yes no');
    assert.equal(
      await kept('a=1; Secure', { origin: 'http://www.shop.example', url: 'http://api.shop.example/' }),
      'no no no',
    );
  });

  it('are ignored where the page asks without credentials', async () => {
    const found = await cookie('a=1; SameSite=None; Secure', { credentials: 'same-origin' });
    assert.equal(found.browsers[0]?.text, 'Chromium ignores it: the page asks without credentials.');
  });
});
