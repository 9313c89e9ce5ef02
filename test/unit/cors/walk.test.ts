import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { judge, next, plan } from '../../../src/cors/index.ts';
import { walk } from '../../../src/cors/walk.ts';
import type { Answer, CorsRequest, HeaderList, ReasonKind, Verdict } from '../../../src/cors/types.ts';
import { answer, ANY, API, exchange, PAGE, preflight, request } from './builders.ts';

function judged(changes: Partial<CorsRequest>, ...answers: readonly Answer[]): Verdict {
  return judge(exchange(changes, ...answers));
}

function causeOf(changes: Partial<CorsRequest>, ...answers: readonly Answer[]): ReasonKind | null {
  return judged(changes, ...answers).cause?.kind ?? null;
}

const to = (location: string, ...more: HeaderList): HeaderList => [...ANY, ['Location', location], ...more];

describe('plan', () => {
  it('asks for no preflight for what a form could send', () => {
    for (const method of ['GET', 'head', 'POST']) assert.ok(!plan(request({ method })).needed);
  });
  it('gives every reason', () => {
    const { needed, reasons, method, headers } = plan(
      request({
        method: 'put',
        headers: [['X-Foo', '1']],
        body: 'stream',
        initiator: 'xmlhttprequest',
        uploadListener: true,
      }),
    );
    assert.ok(needed);
    assert.deepEqual(
      reasons.map(({ kind }) => kind),
      ['method', 'header', 'stream-body', 'upload-listener'],
    );
    assert.deepEqual([method, headers], ['PUT', ['x-foo']]);
  });
  it('needs none for a same-origin, a no-cors or a refused request', () => {
    const put = { method: 'PUT' };
    assert.ok(!plan(request({ ...put, url: `${PAGE}/x` })).needed);
    assert.ok(!plan(request({ headers: [['X-Foo', '1']], mode: 'no-cors' })).needed);
    assert.ok(!plan(request({ ...put, url: 'http://[' })).needed);
  });
  it('does not count a listener on an upload without a body', () => {
    const upload = { method: 'POST', initiator: 'xmlhttprequest', uploadListener: true };
    assert.ok(!plan(request(upload)).needed);
    assert.ok(plan(request({ ...upload, body: true })).needed);
  });
});

describe('what is refused before anything is sent', () => {
  const cases: readonly [what: string, changes: Partial<CorsRequest>][] = [
    ['url', { url: 'http://[' }],
    ['url-credentials', { url: 'http://a:b@api.test/' }],
    ['origin', { origin: 'nonsense' }],
    ['method', { method: 'P T' }],
    ['forbidden-method', { method: 'trace' }],
    ['no-cors-method', { method: 'PUT', mode: 'no-cors' }],
    ['header', { headers: [['bad name', '']] }],
    ['header', { headers: [['X', 'a\nb']] }],
    ['header', { headers: [['X', '\u20ac']] }],
    ['body-with-method', { body: true }],
    ['no-cors-stream', { method: 'POST', body: 'stream', mode: 'no-cors' }],
    ['no-cors-redirect', { mode: 'no-cors', redirect: 'error' }],
  ];
  for (const [what, changes] of cases) {
    it(`${what}: ${JSON.stringify(changes)}`, () => {
      const { outcome, cause } = judged(changes);
      assert.equal(outcome, 'network-error');
      assert.ok(cause?.kind === 'request-refused' && cause.what === what);
      assert.equal(next(exchange(changes)).send, null);
    });
  }
  it('lets an XMLHttpRequest have user names and unsent bodies', () => {
    const xhr = { initiator: 'xmlhttprequest', url: 'http://a:b@api.test/x', body: true };
    assert.equal(next(exchange(xhr)).send?.body, false);
    assert.equal(judged(xhr, answer(200, ANY)).outcome, 'readable');
  });
  it('drops forbidden headers without a word', () => {
    const { send } = next(
      exchange({
        headers: [
          ['Cookie', 'a'],
          ['Sec-Foo', 'a'],
          ['Proxy-Foo', 'a'],
          ['X-HTTP-Method', 'GET, trace'],
          ['Accept', 'a'],
        ],
      }),
    );
    assert.deepEqual(send?.headers, [['Accept', 'a']]);
  });
  it('keeps four safelisted headers in mode no-cors, as long as they are safe together', () => {
    const { send } = next(
      exchange({
        mode: 'no-cors',
        headers: [
          ['X-Foo', '1'],
          ['Accept', 'x'.repeat(100)],
          ['accept', 'x'.repeat(100)],
          ['Range', 'bytes=0-'],
        ],
      }),
    );
    assert.deepEqual(send?.headers, [['Accept', 'x'.repeat(100)]]);
  });
  it('combines what setRequestHeader gets twice', () => {
    const headers: HeaderList = [
      ['Accept', 'a '],
      ['accept', ' b'],
    ];
    assert.deepEqual(next(exchange({ initiator: 'xmlhttprequest', headers })).send?.headers, [
      ['Accept', 'a, b'],
    ]);
    assert.deepEqual(next(exchange({ headers })).send?.headers.length, 2);
  });
});

describe('main fetch', () => {
  it('reads everything of its own origin but cookies', () => {
    const { outcome, exposed } = judged(
      { url: `${PAGE}/x` },
      answer(
        200,
        [
          ['Set-Cookie', 'a'],
          ['X', '1'],
        ],
        `${PAGE}/x`,
      ),
    );
    assert.deepEqual([outcome, exposed], ['readable', ['x']]);
  });
  it('is opaque in mode no-cors, and blocked in mode same-origin', () => {
    assert.equal(judged({ mode: 'no-cors' }, answer(200)).outcome, 'opaque');
    assert.equal(causeOf({ mode: 'same-origin' }), 'cross-origin-disallowed-by-mode');
  });
  it('knows http and https, and ports that are not bad', () => {
    assert.equal(causeOf({ url: 'ftp://api.test/' }), 'scheme-not-supported');
    assert.equal(causeOf({ url: 'http://api.test:25/' }), 'port-blocked');
  });
  it('takes an origin of a scheme that the URL standard does not know as it is', () => {
    const { send } = next(exchange({ origin: 'chrome-extension://abc' }));
    assert.equal(send?.origin, 'chrome-extension://abc');
    assert.equal(next(exchange({ origin: 'null' })).send?.origin, 'null');
  });
  it('sends Origin with every method but GET and HEAD, and credentials by their mode', () => {
    const own = { url: `${PAGE}/x`, credentials: 'same-origin' } as const;
    assert.deepEqual(sent(own), [null, true]);
    assert.deepEqual(sent({ ...own, method: 'POST' }), [PAGE, true]);
    assert.deepEqual(sent({ credentials: 'same-origin' }), [PAGE, false]);
    assert.deepEqual(sent({ credentials: 'include' }), [PAGE, true]);
    assert.deepEqual(sent({ mode: 'no-cors' }), [null, false]);
    function sent(changes: Partial<CorsRequest>): unknown[] {
      const { send } = next(exchange(changes));
      return [send?.origin, send?.credentials];
    }
  });
});

describe('CORS-preflight fetch', () => {
  const put = { method: 'PUT', headers: [['X-Foo', '1']] as HeaderList };
  const allow = (...more: HeaderList): HeaderList => [...ANY, ...more];

  it('asks, then lets the request go', () => {
    const asked = next(exchange(put)).send;
    assert.deepEqual(asked, {
      url: API,
      method: 'OPTIONS',
      preflight: true,
      hop: 0,
      headers: [
        ['Access-Control-Request-Method', 'PUT'],
        ['Access-Control-Request-Headers', 'x-foo'],
      ],
      origin: PAGE,
      credentials: false,
      body: false,
    });
    const passed = preflight(
      204,
      allow(['Access-Control-Allow-Methods', 'PUT'], ['Access-Control-Allow-Headers', 'X-FOO']),
    );
    assert.equal(next(exchange(put, passed)).send?.method, 'PUT');
    assert.equal(judged(put, passed, answer(200, ANY)).outcome, 'readable');
  });

  const failing: readonly [kind: ReasonKind, status: number, headers: HeaderList][] = [
    ['missing-allow-origin', 404, []],
    ['preflight-status', 404, ANY],
    ['preflight-status', 302, to('/y')],
    ['invalid-allow-methods', 200, allow(['Access-Control-Allow-Methods', 'PUT;q'])],
    ['invalid-allow-headers', 200, allow(['Access-Control-Allow-Headers', 'a b'])],
    [
      'method-not-allowed',
      200,
      allow(['Access-Control-Allow-Methods', 'put'], ['Access-Control-Allow-Headers', '*']),
    ],
    ['method-not-allowed', 200, allow()],
    [
      'header-not-allowed',
      200,
      allow(['Access-Control-Allow-Methods', '*'], ['Access-Control-Allow-Headers', ',x-bar,']),
    ],
    ['header-not-allowed', 200, allow(['Access-Control-Allow-Methods', '*'])],
  ];
  for (const [kind, status, headers] of failing) {
    it(`fails with ${kind} for ${status} ${JSON.stringify(headers)}`, () => {
      assert.equal(causeOf(put, preflight(status, headers)), kind);
    });
  }

  it('names every header that is not allowed, and says when * is in vain', () => {
    const origin: HeaderList = [
      ['Access-Control-Allow-Origin', PAGE],
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Allow-Methods', 'PUT'],
      ['Access-Control-Allow-Headers', '*'],
    ];
    const { cause } = judged(
      {
        method: 'PUT',
        headers: [
          ['X-B', '1'],
          ['X-A', '1'],
        ],
        credentials: 'include',
      },
      preflight(200, origin),
    );
    assert.ok(cause?.kind === 'header-not-allowed');
    assert.deepEqual([cause.headers, cause.allowed, cause.wildcardIgnored], [['x-a', 'x-b'], ['*'], true]);
  });
  it('never lets * cover Authorization', () => {
    const headers: HeaderList = [['Authorization', 'x']];
    assert.equal(
      causeOf({ headers }, preflight(200, allow(['Access-Control-Allow-Headers', '*']))),
      'header-not-allowed',
    );
  });
  it('parses also for a GET', () => {
    const bad = preflight(
      200,
      allow(['Access-Control-Allow-Methods', '"PUT"'], ['Access-Control-Allow-Headers', 'x-foo']),
    );
    assert.equal(causeOf({ headers: [['X-Foo', '1']] }, bad), 'invalid-allow-methods');
  });
  it('allows the method of a flagged request when no methods are named', () => {
    const upload = { method: 'CHICKEN', body: true, initiator: 'xmlhttprequest', uploadListener: true };
    assert.equal(causeOf(upload, preflight(200, ANY), answer(200, ANY)), null);
  });
  it('ends in a network error when there is no answer', () => {
    const dead: Answer = { url: API, preflight: true, error: 'connection-closed' };
    assert.deepEqual(judged(put, dead).cause, {
      kind: 'connection-failed',
      error: 'connection-closed',
      step: 'preflight',
      hop: 0,
      url: API,
      status: null,
      redirectTo: null,
    });
    assert.equal(causeOf({}, { ...dead, preflight: false }), 'connection-failed');
    assert.equal(causeOf(put), 'no-answer');
    assert.equal(causeOf({}), 'no-answer');
  });
  it('is left out while the cache covers it', () => {
    const passed = preflight(
      204,
      allow(['Access-Control-Allow-Methods', 'PUT'], ['Access-Control-Allow-Headers', 'x-foo']),
    );
    const { cache } = walk(exchange(put, passed, answer(200, ANY)));
    const again = walk(exchange(put, answer(200, ANY)), undefined, { cache, now: 4 });
    assert.equal(again.verdict.outcome, 'readable');
    assert.ok(
      again.verdict.steps.some(({ kind, decision }) => kind === 'preflight-cache' && decision === 'ok'),
    );
    assert.equal(walk(exchange(put), undefined, { cache, now: 5 }).send?.preflight, true);
  });
});

describe('HTTP-redirect fetch', () => {
  const other = 'http://c.test/z';

  it('follows to the end, with Origin null once it has left two origins', () => {
    const first = exchange({}, answer(302, to(other)));
    assert.deepEqual([next(first).send?.url, next(first).send?.origin], [other, 'null']);
    assert.equal(
      judged({}, answer(302, to('/y')), answer(200, ANY, 'http://api.test/y')).outcome,
      'readable',
    );
    const fromPage = exchange({ url: `${PAGE}/x` }, answer(302, to(API), `${PAGE}/x`));
    assert.equal(next(fromPage).send?.origin, PAGE);
    const back = exchange({}, answer(302, to(`${PAGE}/x`)));
    assert.equal(next(back).send?.origin, 'null');
  });
  it('is a new preflight for every hop', () => {
    const passed: HeaderList = [...ANY, ['Access-Control-Allow-Methods', 'PUT']];
    const hop = exchange({ method: 'PUT' }, preflight(200, passed), answer(307, to(other)));
    assert.deepEqual([next(hop).send?.preflight, next(hop).send?.hop], [true, 1]);
  });
  it('makes GET of POST on 301 and 302, and of all but GET and HEAD on 303', () => {
    const after = (method: string, status: number): string | undefined =>
      next(exchange({ url: `${PAGE}/x`, method }, answer(status, to('/y'), `${PAGE}/x`))).send?.method;
    assert.deepEqual(
      [
        after('POST', 301),
        after('POST', 302),
        after('POST', 307),
        after('PUT', 302),
        after('PUT', 303),
        after('HEAD', 303),
      ],
      ['GET', 'GET', 'POST', 'PUT', 'GET', 'HEAD'],
    );
  });
  it('drops what describes a body that is gone, and Authorization on the way to another origin', () => {
    const headers: HeaderList = [
      ['Content-Type', 'text/plain'],
      ['Authorization', 'x'],
      ['Accept', 'y'],
    ];
    const own = `${PAGE}/x`;
    const posted = exchange({ url: own, method: 'POST', headers }, answer(303, to('/y'), own));
    assert.deepEqual(next(posted).send?.headers, headers.slice(1));
    const away = exchange({ url: own, headers: headers.slice(1) }, answer(302, to(API), own));
    assert.deepEqual(next(away).send?.headers, headers.slice(2));
    const kept = exchange({ url: own, headers }, answer(302, to('/y'), own));
    assert.deepEqual(next(kept).send?.headers, headers);
  });
  it('keeps a fragment unless the Location has one', () => {
    const places = (url: string, location: string): string | undefined =>
      judged({ url }, answer(302, to(location)), answer(200, [], 'http://api.test/y')).cause?.url;
    assert.equal(places(`${API}#a`, '/y'), 'http://api.test/y#a');
    assert.equal(places(`${API}#a`, '/y#b'), 'http://api.test/y#b');
    assert.equal(places(`${API}#`, '/y'), 'http://api.test/y#');
    assert.equal(places(API, '/y'), 'http://api.test/y');
  });

  const failing: readonly [kind: ReasonKind, changes: Partial<CorsRequest>, headers: HeaderList][] = [
    ['missing-allow-origin', {}, [['Location', '/y']]],
    ['redirect-not-followed', { redirect: 'error' }, to('/y')],
    ['redirect-not-followed', { redirect: 'error' }, ANY],
    ['redirect-location-invalid', {}, to('http://[')],
    ['redirect-location-invalid', {}, to('/y', ['Location', '/y'])],
    ['redirect-to-other-scheme', {}, to('data:,x')],
    ['redirect-with-credentials', {}, to('http://a:b@api.test/')],
    ['redirect-with-credentials', {}, to('http://a@c.test/')],
  ];
  for (const [kind, changes, headers] of failing) {
    it(`fails with ${kind} for ${JSON.stringify({ ...changes, headers })}`, () => {
      const { cause } = judged(changes, answer(302, headers));
      assert.deepEqual([cause?.kind, cause?.step], [kind, 'redirect']);
    });
  }

  it('takes user names on the way from the page to its own origin', () => {
    const own = `${PAGE}/x`;
    const verdict = judged(
      { url: own },
      answer(302, to('http://a:b@page.test/y'), own),
      answer(200, [], `${PAGE}/y`),
    );
    assert.equal(verdict.outcome, 'readable');
    assert.equal(
      causeOf({ url: own }, answer(302, to('http://a:b@api.test/y'), own)),
      'redirect-with-credentials',
    );
  });
  it('ends with the status when there is no Location', () => {
    assert.equal(judged({}, answer(302, ANY)).outcome, 'readable');
    assert.equal(judged({}, answer(300, ANY)).outcome, 'readable');
  });
  it('is opaque when the page wants it so, after the CORS check', () => {
    assert.equal(judged({ redirect: 'manual' }, answer(302, to('/y'))).outcome, 'opaque');
    assert.equal(judged({ redirect: 'manual' }, answer(302, ANY)).outcome, 'opaque');
    assert.equal(causeOf({ redirect: 'manual' }, answer(302)), 'missing-allow-origin');
  });
  it('does not send a stream twice', () => {
    const stream = { url: `${PAGE}/x`, method: 'POST', body: 'stream' } as const;
    assert.equal(causeOf(stream, answer(307, to('/y'), `${PAGE}/x`)), 'redirect-body-lost');
    assert.equal(causeOf(stream, answer(303, to('/y'), `${PAGE}/x`)), 'no-answer');
  });
  it('gives up after twenty', () => {
    const loop = Array.from({ length: 21 }, () => answer(302, to(API)));
    assert.equal(causeOf({}, ...loop), 'too-many-redirects');
    assert.equal(causeOf({}, ...loop.slice(1)), 'no-answer');
    const lost = [...loop.slice(1), answer(302, to('http://['))];
    assert.equal(causeOf({}, ...lost), 'redirect-location-invalid');
  });
  it('checks mode same-origin and the port of every hop', () => {
    const own = `${PAGE}/x`;
    assert.equal(
      causeOf({ url: own, mode: 'same-origin' }, answer(302, to(API), own)),
      'cross-origin-disallowed-by-mode',
    );
    assert.equal(causeOf({}, answer(302, to('http://api.test:25/'))), 'port-blocked');
  });
  it('finds answers by URL, however it is written, and each once', () => {
    const written = { ...answer(200, ANY), url: 'HTTP://api.test:80/x#y' };
    assert.equal(judged({}, written).outcome, 'readable');
    assert.equal(causeOf({}, { ...written, url: 'http://[' }), 'no-answer');
    assert.equal(causeOf({}, answer(200, ANY, 'http://api.test/y')), 'no-answer');
  });
});

describe('exposed response headers', () => {
  const headers: HeaderList = [
    ...ANY,
    ['Cache-Control', 'no-store'],
    ['X-One', '1'],
    ['Set-Cookie', 'a'],
    ['X-One', '2'],
  ];
  const exposed = (credentials: 'omit' | 'include', ...values: readonly string[]): readonly string[] => {
    const lines = values.map((value) => ['Access-Control-Expose-Headers', value] as const);
    const origin: HeaderList = [
      ['Access-Control-Allow-Origin', PAGE],
      ['Access-Control-Allow-Credentials', 'true'],
    ];
    return judged({ credentials }, answer(200, [...headers.slice(1), ...origin, ...lines])).exposed;
  };
  it('are the safelisted ones, and those that the server names', () => {
    assert.deepEqual(exposed('omit'), ['cache-control']);
    assert.deepEqual(exposed('omit', 'x-ONE, set-cookie'), ['cache-control', 'x-one']);
    assert.deepEqual(exposed('omit', 'a b', 'x-one'), ['cache-control']);
  });
  it('are all with *, unless credentials are included', () => {
    assert.ok(exposed('omit', '*').includes('x-one'));
    assert.deepEqual(exposed('include', '*'), ['cache-control']);
  });
});

describe('steps', () => {
  it('name the section of the standard and the header that decided', () => {
    const { steps } = judged({}, answer(200));
    assert.deepEqual(
      steps.map(({ kind, decision, section, header }) => [kind, decision, section, header]),
      [
        ['request', 'ok', 'request-class', null],
        ['dispatch', 'ok', 'main-fetch', null],
        ['preflight-plan', 'skipped', 'cors-safelisted-request-header', null],
        ['cors-check', 'failed', 'cors-check', 'Access-Control-Allow-Origin'],
      ],
    );
  });
});
