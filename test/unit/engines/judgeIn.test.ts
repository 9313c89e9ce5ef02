import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Answer, CorsRequest, HeaderList } from '../../../src/cors/types.ts';
import { judge } from '../../../src/cors/judge.ts';
import { walk } from '../../../src/cors/walk.ts';
import { agentOf, engines, judgeIn, walkIn, type Engine } from '../../../src/engines/index.ts';
import { answer, ANY, API, exchange, PAGE, preflight } from '../cors/builders.ts';

function lines(
  engine: Engine,
  changes: Partial<CorsRequest>,
  ...answers: readonly Answer[]
): readonly string[] {
  return judgeIn(engine, exchange(changes, ...answers)).console;
}

const to = (location: string, ...more: HeaderList): HeaderList => [...ANY, ['Location', location], ...more];
const fetchPrefix = `Access to fetch at '${API}' from origin '${PAGE}' has been blocked by CORS policy: `;

describe("Chromium's console", () => {
  it('had advice for fetch() that it no longer has', () => {
    const missing = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
    const hint = "set the request's mode to 'no-cors' to fetch the resource with CORS disabled.";
    const old = (...answers: readonly Answer[]): readonly string[] =>
      judgeIn('chromium', exchange({}, ...answers), { wording: 'before-138' }).console;
    assert.deepEqual(lines('chromium', {}, answer(200)), [fetchPrefix + missing]);
    assert.deepEqual(old(answer(200)), [
      `${fetchPrefix}${missing} If an opaque response serves your needs, ${hint}`,
    ]);
    assert.deepEqual(old(answer(200, [['Access-Control-Allow-Origin', 'null']])), [
      `${fetchPrefix}The 'Access-Control-Allow-Origin' header has a value 'null' that is not equal to the supplied origin. Have the server send the header with a valid value, or, if an opaque response serves your needs, ${hint}`,
    ]);
  });
  it('names what made the request', () => {
    for (const [initiator, kind] of [
      ['xmlhttprequest', 'XMLHttpRequest'],
      ['font', 'font'],
      ['link', 'CSS stylesheet'],
      ['beacon', 'resource'],
    ] as const) {
      assert.ok(lines('chromium', { initiator }, answer(200))[0]?.startsWith(`Access to ${kind} at`));
    }
  });
  it('knows the schemes that pages can call, and modes', () => {
    const xhr = { initiator: 'xmlhttprequest' };
    assert.match(
      lines('chromium', { ...xhr, url: 'foo://api.test/' }).join(),
      /only supported for protocol schemes: chrome,/,
    );
    assert.deepEqual(lines('chromium', { ...xhr, url: 'ftp://api.test/' }), []);
    assert.deepEqual(lines('chromium', { url: 'ftp://api.test/' }), [
      'Fetch API cannot load ftp://api.test/. URL scheme "ftp" is not supported.',
    ]);
    const [line] = lines('chromium', { mode: 'same-origin', initiator: 'script' });
    assert.ok(line?.endsWith('Cross origin requests are not allowed by request mode.'));
  });
  it('says nothing of a 407, which it takes from proxies alone', () => {
    const put = exchange({ method: 'PUT' }, preflight(407));
    for (const asked of [exchange({}, answer(407, ANY)), exchange({ mode: 'no-cors' }, answer(407)), put]) {
      const { outcome, cause, console } = judgeIn('chromium', asked);
      assert.deepEqual(
        [outcome, cause?.kind, console],
        ['network-error', 'unexpected-proxy-authentication', []],
      );
    }
    assert.equal(judgeIn('firefox', exchange({}, answer(407, ANY))).outcome, 'readable');
    assert.equal(judgeIn('firefox', put).cause?.kind, 'missing-allow-origin');
  });
  it('prints bytes that are not printable as escapes', () => {
    const [line] = lines('chromium', {}, answer(200, [['Access-Control-Allow-Origin', 'a\u00e9']]));
    assert.ok(line?.includes("the invalid value 'a\\u00E9'"));
  });
  it('names the header that comes first in its map, which differs where client hints go along', () => {
    const headers: HeaderList = ['X-A', 'X-B', 'X-C', 'X-D', 'X-E', 'X-F'].map((name) => [name, '1']);
    const named = (url: string): string | undefined =>
      /field (\S+) is/.exec(lines('chromium', { url, headers }, preflight(200, ANY, url)).join())?.[1];
    assert.ok(named(API)?.startsWith('x-'));
    assert.ok(named('https://api.test/x')?.startsWith('x-'));
    const colliding: HeaderList = [
      ['Save-Data', ''],
      ['Authorization', ''],
    ];
    const first = (initiator: string, headers = colliding): string =>
      lines(
        'chromium',
        { url: 'http://127.0.0.1/x', initiator, headers },
        preflight(200, ANY, 'http://127.0.0.1/x'),
      ).join();
    assert.match(first('fetch'), /field authorization is/);
    assert.match(first('xmlhttprequest'), /field save-data is/);
    const wrapped: HeaderList = [
      ['X-Requested-With', '1'],
      ['Content-Encoding', '1'],
    ];
    assert.match(first('xmlhttprequest', wrapped), /field x-requested-with is/);
  });
  it('names the header that came first before a redirect dropped others', () => {
    const url = 'http://127.0.0.1/x';
    const next = 'http://localhost/y';
    const names = ['Authorization', 'X-Bar', 'X-C', 'X-CSRF-Token'];
    const headers: HeaderList = names.map((name) => [name, '1']);
    const all: HeaderList = [['Access-Control-Allow-Headers', names.join()]];
    const printed = lines(
      'chromium',
      { url, headers },
      preflight(200, [...ANY, ...all], url),
      answer(307, to(next), url),
      preflight(200, ANY, next),
    );
    // In a map without Authorization, x-csrf-token would come first.
    assert.match(printed.join(), /field x-c is/);
  });
  it('follows a redirect to a WebSocket URL as far as CORS only when the request is a new one', () => {
    const ws = to('ws://api.test/y');
    const prints = (changes: Partial<CorsRequest>, ...answers: readonly Answer[]): boolean =>
      lines('chromium', changes, ...answers).length > 0;
    assert.ok(!prints({}, answer(302, ws)));
    assert.ok(prints({ method: 'POST' }, answer(302, ws)));
    assert.ok(prints({ url: `${PAGE}/x` }, answer(302, ws, `${PAGE}/x`)));
    const put = { method: 'PUT' };
    const passed = preflight(200, [...ANY, ['Access-Control-Allow-Methods', 'PUT']]);
    assert.ok(prints(put, passed, answer(307, ws)));
    const foo: HeaderList = [['X-Foo', '1']];
    assert.ok(
      prints(
        { headers: foo },
        preflight(200, [...ANY, ['Access-Control-Allow-Headers', '*']]),
        answer(307, ws),
      ),
    );
    assert.ok(!prints({}, answer(302, to('data:,x'))));
    assert.ok(!prints({ mode: 'no-cors' }, answer(302, to('foo:x'))));
    assert.ok(prints({}, answer(302, to('foo:x'))));
  });
  it('refuses user names in redirects of fetch(), in silence where the request stays at home', () => {
    const own = `${PAGE}/x`;
    const home = 'http://a:b@page.test/y';
    const fetched = (changes: Partial<CorsRequest>, location: string, url = own): [string, number] => {
      const { outcome, console } = judgeIn(
        'chromium',
        exchange({ url, ...changes }, answer(302, to(location), url)),
      );
      return [outcome, console.length];
    };
    assert.deepEqual(fetched({}, home), ['blocked', 0]);
    assert.deepEqual(fetched({ mode: 'no-cors' }, home), ['blocked', 0]);
    assert.deepEqual(fetched({}, 'http://a:b@api.test/y'), ['blocked', 1]);
    assert.deepEqual(fetched({ mode: 'same-origin' }, 'http://a:b@api.test/y'), ['blocked', 1]);
    assert.deepEqual(fetched({ mode: 'same-origin' }, home), ['blocked', 0]);
    assert.deepEqual(fetched({}, home, API), ['blocked', 1]);
    const xhr = exchange(
      { url: own, initiator: 'xmlhttprequest' },
      answer(302, to(home), own),
      answer(200, [], `${PAGE}/y`),
    );
    assert.equal(judgeIn('chromium', xhr).outcome, 'readable');
  });
});

describe("Firefox's console", () => {
  const cross = `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${API}. `;
  it('speaks of several origins when a request that is not repeated gets no answer at all', () => {
    const dead = (error: string): Answer => ({ url: API, preflight: false, error });
    const several = `${cross}(Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).`;
    const failed = `${cross}(Reason: CORS request did not succeed). Status code: (null).`;
    assert.deepEqual(lines('firefox', { method: 'POST' }, dead('connection-closed')), [several]);
    assert.deepEqual(lines('firefox', { method: 'POST' }, dead('connection-reset')), [failed]);
    assert.deepEqual(lines('firefox', {}, dead('connection-closed')), [failed]);
  });
  it('says nothing when a request fails that is not about CORS', () => {
    const own = `${PAGE}/x`;
    assert.deepEqual(
      lines('firefox', { url: own }, { url: own, preflight: false, error: 'connection-closed' }),
      [],
    );
    assert.deepEqual(lines('firefox', { url: 'http://api.test:25/' }), []);
  });
  it('has lines of its own for some schemes', () => {
    const own = `${PAGE}/x`;
    for (const [location, words] of [
      ['blob:x', 'may not load data from blob:x.'],
      ['file:///x', 'may not load or link to file:///x.'],
    ] as const) {
      assert.ok(lines('firefox', {}, answer(302, to(location)))[0]?.endsWith(words));
      assert.equal(lines('firefox', { url: own }, answer(302, to(location), own)).length, 1);
      assert.equal(lines('firefox', { initiator: 'xmlhttprequest' }, answer(302, to(location))).length, 1);
    }
    assert.equal(lines('firefox', {}, answer(302, to('foo:x'))).length, 1);
  });
  it('knows the schemes that pages can call', () => {
    assert.ok(lines('firefox', { url: 'ftp://api.test/' })[0]?.includes('CORS request not http'));
  });
  it('shows bytes that are not ASCII as U+FFFD', () => {
    const [line] = lines('firefox', {}, answer(200, [['Access-Control-Allow-Origin', 'a\u00e9']]));
    assert.ok(line?.includes('‘a\uFFFD’'));
  });
});

describe('where engines depart from the standard', () => {
  it('Chromium reads an origin as UTF-8', () => {
    const kind = (value: string): string | undefined =>
      judgeIn('chromium', exchange({}, answer(200, [['Access-Control-Allow-Origin', value]]))).cause?.kind;
    assert.equal(kind('http://\u00e9.test'), 'invalid-allow-origin');
    assert.equal(kind('http://\u00c3\u00a9.test'), 'allow-origin-mismatch');
    assert.equal(kind('null'), 'allow-origin-mismatch');
  });
  it('Chromium hands a redirect without Location to a page that wants to see redirects', () => {
    assert.equal(judgeIn('chromium', exchange({ redirect: 'manual' }, answer(302, ANY))).outcome, 'opaque');
  });
  it('Chromium says nothing when a request of mode same-origin is not answered', () => {
    const own = `${PAGE}/x`;
    assert.deepEqual(
      lines('chromium', { url: own, mode: 'same-origin' }, { url: own, preflight: false, error: 'x' }),
      [],
    );
  });
  it('Chromium tells mode same-origin before a redirect from after one', () => {
    const own = `${PAGE}/x`;
    const mode = 'same-origin';
    assert.ok(lines('chromium', { mode })[0]?.startsWith(`Fetch API cannot load ${API}. Request mode`));
    const [unsafe] = lines('chromium', { mode, url: own }, answer(302, to(API), own));
    assert.ok(unsafe?.startsWith('Unsafe attempt to load URL'));
  });
  it('Firefox does not check a preflight that redirects brought back to the page, and prints one line less', () => {
    const own = `${PAGE}/x`;
    const foo: HeaderList = [['X-Foo', '1']];
    const passed = preflight(200, [...ANY, ['Access-Control-Allow-Headers', 'x-foo']]);
    const home = (...answers: readonly Answer[]): readonly string[] =>
      lines('firefox', { headers: foo }, passed, answer(302, to(own)), ...answers);
    assert.equal(home({ url: own, preflight: true, error: 'connection-reset' }).length, 1);
    const redirected = home(preflight(302, [['Location', '/y']], own));
    assert.ok(redirected[1]?.includes('CORS preflight response did not succeed'));
    assert.equal(redirected.length, 3);
  });
  it('WebKit says when there are too many redirects', () => {
    const loop = Array.from({ length: 21 }, () => answer(302, to(API)));
    assert.equal(lines('webkit', {}, ...loop)[0], 'Load cannot follow more than 20 redirections');
    assert.deepEqual(lines('chromium', {}, ...loop), []);
  });
  it('Firefox names every safelisted header when they are too long together', () => {
    const headers: HeaderList = Array.from({ length: 9 }, () => ['Accept', 'x'.repeat(128)]);
    assert.equal(judgeIn('firefox', exchange({ headers })).preflight?.headers.length, 9);
    assert.equal(judgeIn('webkit', exchange({ headers: headers.slice(1) })).preflight?.headers.length, 1);
  });
  it('WebKit looks at a redirect away from the page once more, after the next preflight', () => {
    const own = `${PAGE}/x`;
    const put = { url: own, method: 'PUT' };
    const passed = preflight(200, [...ANY, ['Access-Control-Allow-Methods', 'PUT']]);
    const withUser = answer(307, to('http://a:b@api.test/x'), own);
    assert.equal(judgeIn('webkit', exchange(put, withUser, passed)).cause?.kind, 'redirect-with-credentials');
    assert.equal(judgeIn('webkit', exchange(put, withUser, preflight(404))).cause?.kind, 'preflight-status');
    assert.equal(
      judgeIn('webkit', exchange({ url: own }, withUser)).cause?.kind,
      'redirect-with-credentials',
    );
    const twice = exchange(
      { url: own, credentials: 'same-origin' },
      answer(302, to(API), own),
      answer(302, to('/y')),
      answer(200, [['Access-Control-Allow-Origin', PAGE]], 'http://api.test/y'),
    );
    assert.equal(judgeIn('webkit', twice).cause?.kind, 'wildcard-with-credentials');
    assert.equal(judgeIn('firefox', twice).outcome, 'readable');
  });
});

describe("WebKit's console", () => {
  const api = `Fetch API cannot load ${API} due to access control checks.`;
  it('names the network error of a preflight that gets no answer, whatever it is', () => {
    const dead = (error: string): Answer => ({ url: API, preflight: true, error });
    const put = { method: 'PUT' };
    assert.deepEqual(lines('webkit', put, dead('connection-closed')), [
      'Connection terminated unexpectedly',
      api,
    ]);
    assert.deepEqual(lines('webkit', put, dead('Something else')), ['Something else', api]);
    assert.deepEqual(lines('webkit', {}, { ...dead('connection-closed'), preflight: false }), []);
  });
  it('speaks of schemes by where the redirect came from', () => {
    const own = `${PAGE}/x`;
    const first = (changes: Partial<CorsRequest>, location: string, url = API): string | undefined =>
      lines('webkit', { url, ...changes }, answer(302, to(location), url))[0];
    assert.equal(first({}, 'ftp://a/'), 'FTP URLs are disabled');
    assert.equal(first({}, 'blob:x', own), 'Not allowed to load local resource: blob:x');
    assert.ok(first({}, 'foo:x')?.endsWith('with non CORS scheme'));
    assert.ok(first({ mode: 'same-origin' }, 'foo:x', own)?.startsWith('Unsafe attempt to load URL foo:x'));
    assert.ok(first({ mode: 'no-cors' }, 'foo:x')?.startsWith('Redirection to URL'));
    assert.equal(first({}, 'http://[', own), undefined);
    assert.equal(first({}, ''), undefined);
  });
  it('knows mode same-origin, before and after a redirect', () => {
    const own = `${PAGE}/x`;
    assert.deepEqual(lines('webkit', { mode: 'same-origin' }), [`Fetch API cannot load ${API}.`]);
    const [unsafe] = lines('webkit', { url: own, mode: 'same-origin' }, answer(302, to(API), own));
    assert.ok(unsafe?.startsWith('Unsafe attempt'));
  });
  it('has a second line by what made the request', () => {
    for (const [initiator, second] of [
      ['img', `Cannot load image ${API} due to access control checks.`],
      ['script', 'Cross-origin script load denied by Cross-Origin Resource Sharing policy.'],
      ['track', 'Cross-origin text track load denied by Cross-Origin Resource Sharing policy.'],
      ['link', undefined],
      ['video', undefined],
      ['audio', undefined],
      ['fetch', api],
    ] as const) {
      assert.equal(lines('webkit', { initiator }, answer(200))[1], second, initiator);
    }
  });
  it('says nothing about a request that it does not send', () => {
    assert.deepEqual(lines('webkit', { url: 'http://[' }), []);
  });
  it('exposes Accept, and nothing else, for * with credentials', () => {
    const headers: HeaderList = [
      ['Access-Control-Allow-Origin', PAGE],
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Expose-Headers', '*'],
      ['X-One', '1'],
    ];
    const exposed = (...more: HeaderList): readonly string[] =>
      judgeIn('webkit', exchange({ credentials: 'include' }, answer(200, [...headers, ...more]))).exposed;
    assert.deepEqual(exposed(), []);
    assert.deepEqual(exposed(['Accept', 'x']), ['accept']);
    assert.deepEqual(exposed(['Accept', 'x'], ['Access-Control-Expose-Headers', 'accept']), ['accept']);
  });
  it('takes an empty Location for none where redirects are errors', () => {
    assert.equal(judgeIn('webkit', exchange({ redirect: 'error' }, answer(302, to('')))).outcome, 'readable');
  });
});

describe('Origin headers that the standard does not ask for', () => {
  const origins = (
    engine: Engine,
    changes: Partial<CorsRequest>,
    ...answers: readonly Answer[]
  ): (string | null)[] =>
    walk(exchange(changes, ...answers), agentOf(engine)).sent.map(({ origin }) => origin);
  const hops = [
    answer(303, to('/y')),
    answer(302, to('http://c.test/z'), 'http://api.test/y'),
    answer(200, ANY, 'http://c.test/z'),
  ];
  const opaque = { origin: 'null', mode: 'no-cors', credentials: 'include' } as const;

  it('go out for no-cors requests with credentials of an opaque origin', () => {
    assert.deepEqual(origins('chromium', opaque, ...hops), ['null', 'null', 'null']);
    assert.deepEqual(origins('firefox', opaque, ...hops), ['null', 'null', null]);
    assert.deepEqual(origins('webkit', opaque, ...hops), [null, null, null]);
    assert.deepEqual(origins('chromium', { ...opaque, method: 'POST' }, ...hops), ['null', null, null]);
    assert.deepEqual(origins('firefox', { ...opaque, credentials: 'omit' }, ...hops), [null, null, null]);
  });
  it('are repeated in WebKit after a POST became a GET', () => {
    const posted = { mode: 'no-cors', method: 'POST' } as const;
    assert.deepEqual(origins('webkit', posted, ...hops), [PAGE, PAGE, null]);
    assert.deepEqual(origins('firefox', posted, ...hops), [PAGE, null, null]);
  });
  it('are null at once in Chromium when a no-cors POST leaves its origin', () => {
    const own = `${PAGE}/x`;
    const answers = [answer(307, to(API), own), answer(200)];
    const posted = { url: own, mode: 'no-cors', method: 'POST' } as const;
    assert.deepEqual(origins('chromium', posted, ...answers), [PAGE, 'null']);
    assert.deepEqual(origins('firefox', posted, ...answers), [PAGE, PAGE]);
  });
});

describe('judgeIn', () => {
  it('gives the first preflight, or null', () => {
    for (const engine of engines) {
      assert.equal(judgeIn(engine, exchange({})).preflight, null);
      assert.deepEqual(judgeIn(engine, exchange({ method: 'PUT', headers: [['X-Foo', '']] })).preflight, {
        method: 'PUT',
        headers: ['x-foo'],
      });
    }
  });
  it('starts from the preflights that the browser remembers', () => {
    const put = { method: 'PUT' };
    const passed = preflight(200, [...ANY, ['Access-Control-Allow-Methods', 'PUT']]);
    for (const engine of engines) {
      const { cache } = walk(exchange(put, passed, answer(200, ANY)), agentOf(engine));
      assert.equal(
        judgeIn(engine, exchange(put, answer(200, ANY)), { before: { cache, now: 1 } }).outcome,
        'readable',
      );
    }
  });
  it('takes an origin that is none without an error', () => {
    for (const engine of engines)
      assert.equal(judgeIn(engine, exchange({ origin: '' })).outcome, 'network-error');
  });
});

describe('local network access', () => {
  const client = { addressSpace: 'public', secureContext: true, permission: 'denied' } as const;
  const near: Answer = { ...answer(200, ANY), addressSpace: 'local' };
  const causeOf = (engine: Engine, changes: Partial<CorsRequest>, from: Answer = near): string | undefined =>
    judgeIn(engine, exchange(changes, from)).cause?.kind;

  it('keeps a page on the internet out of the local network, whatever the mode', () => {
    for (const mode of ['cors', 'no-cors'] as const) {
      assert.equal(causeOf('chromium', { client, mode }), 'local-network-denied');
      assert.equal(causeOf('firefox', { client, mode }), 'local-network-denied');
      assert.equal(causeOf('webkit', { client, mode }), undefined);
    }
    const { sent, engineVerdict } = walkIn('chromium', exchange({ client }, near));
    assert.deepEqual([sent, engineVerdict.outcome], [[], 'blocked']);
    assert.deepEqual(engineVerdict.steps.at(-1)?.kind, 'local-network');
  });
  it('lets pass what is allowed, or not known', () => {
    for (const engine of ['chromium', 'firefox'] as const) {
      assert.equal(causeOf(engine, {}), undefined);
      assert.equal(causeOf(engine, { client }, answer(200, ANY)), undefined);
      assert.equal(causeOf(engine, { client: { ...client, permission: 'granted' } }), undefined);
      assert.equal(causeOf(engine, { client: { ...client, addressSpace: 'local' } }), undefined);
    }
    assert.equal(judge(exchange({ client }, near)).cause, null);
  });
  it('asks for a secure context before a permission, and for the right target before both', () => {
    const insecure = { ...client, secureContext: false };
    assert.equal(causeOf('chromium', { client: insecure }), 'local-network-insecure');
    assert.equal(
      causeOf('chromium', { client: insecure, targetAddressSpace: 'public' }),
      'target-address-space-mismatch',
    );
    assert.equal(causeOf('chromium', { targetAddressSpace: 'private' }), undefined);
    const asked: Answer = { ...preflight(200, ANY), addressSpace: 'local' };
    assert.equal(
      causeOf('chromium', { client: insecure, targetAddressSpace: 'public', method: 'PUT' }, asked),
      'local-network-insecure',
    );
  });
});
