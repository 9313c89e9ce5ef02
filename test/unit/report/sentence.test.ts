import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CorsRequest, Place, Reason, ReasonKind, RefusedPart } from '../../../src/cors/types.ts';
import type { Failure, FailureKind } from '../../../src/probe/types.ts';
import { failureSentence } from '../../../src/report/failureSentence.ts';
import { sentenceOf, type Sentence } from '../../../src/report/sentence.ts';

const origin = 'http://localhost:3000';
const request: CorsRequest = {
  url: 'http://api.test/orders',
  origin,
  method: 'PUT',
  headers: [['X-CSRF-Token', '1']],
  credentials: 'omit',
  mode: 'cors',
  redirect: 'follow',
  body: false,
  initiator: 'fetch',
};
const preflight: Place = { step: 'preflight', hop: 0, url: request.url, status: 204, redirectTo: null };
const response: Place = { step: 'response', hop: 0, url: request.url, status: 200, redirectTo: null };

function sentence(reason: Reason, place: Place, failure: Failure | null = null): Sentence {
  return sentenceOf(Object.assign({}, reason, place), { request, failure, timeoutMs: 10_000 });
}

/** One example of each kind; the type makes sure that none is forgotten. */
const examples: {
  readonly [K in ReasonKind]: readonly [Extract<Reason, { kind: K }>, Place, string, string | null];
} = {
  'missing-allow-origin': [
    { kind: 'missing-allow-origin', origin },
    response,
    'The server must answer PUT /orders with Access-Control-Allow-Origin: http://localhost:3000.',
    null,
  ],
  'multiple-allow-origin': [
    { kind: 'multiple-allow-origin', value: `${origin}, *`, lines: 2, origin },
    response,
    'The server must send Access-Control-Allow-Origin once, with one origin, in its answer to PUT /orders.',
    'It came 2 times (http://localhost:3000, *): often the application and the proxy in front of it both add it.',
  ],
  'invalid-allow-origin': [
    { kind: 'invalid-allow-origin', value: 'localhost', origin },
    response,
    'The server must answer PUT /orders with Access-Control-Allow-Origin: http://localhost:3000.',
    'It sends “localhost”, which is no origin.',
  ],
  'allow-origin-mismatch': [
    { kind: 'allow-origin-mismatch', value: `${origin}/`, origin },
    preflight,
    'The server must answer OPTIONS /orders with Access-Control-Allow-Origin: http://localhost:3000, not http://localhost:3000/.',
    'An origin has no slash at its end.',
  ],
  'wildcard-with-credentials': [
    { kind: 'wildcard-with-credentials', origin },
    response,
    'The server must name http://localhost:3000 in Access-Control-Allow-Origin instead of “*”, because the request carries cookies.',
    'With credentials, browsers do not accept “*”. If the page needs no cookies, it can leave the credentials out.',
  ],
  'allow-credentials-not-true': [
    { kind: 'allow-credentials-not-true', value: 'True', origin },
    response,
    'The server must answer PUT /orders with Access-Control-Allow-Credentials: true.',
    'It sends “True”; browsers accept only “true”, in lower case.',
  ],
  'preflight-status': [
    { kind: 'preflight-status', status: 401 },
    { ...preflight, status: 401 },
    'The server must answer OPTIONS /orders with 200 or 204, not with 401.',
    'A browser asks with OPTIONS before it sends PUT, always without cookies and login: let CORS answer before authentication does.',
  ],
  'preflight-redirect': [
    { kind: 'preflight-redirect', status: 301, location: '/orders/' },
    { ...preflight, status: 301 },
    'The server must answer OPTIONS /orders itself instead of redirecting it to /orders/.',
    'Only the slash at the end differs: let the page call http://api.test/orders/.',
  ],
  'invalid-allow-methods': [
    { kind: 'invalid-allow-methods', value: 'GET; PUT', element: 'GET; PUT' },
    preflight,
    'The server must send Access-Control-Allow-Methods as names with commas between them; “GET; PUT” is none.',
    'It sends “GET; PUT”.',
  ],
  'invalid-allow-headers': [
    { kind: 'invalid-allow-headers', value: 'a b', element: 'a b' },
    preflight,
    'The server must send Access-Control-Allow-Headers as names with commas between them; “a b” is none.',
    'It sends “a b”.',
  ],
  'method-not-allowed': [
    { kind: 'method-not-allowed', method: 'PUT', allowed: ['GET', 'POST'], wildcardIgnored: false },
    preflight,
    'The server must answer OPTIONS /orders with Access-Control-Allow-Methods that lists PUT.',
    'It lists GET, POST.',
  ],
  'header-not-allowed': [
    {
      kind: 'header-not-allowed',
      headers: ['x-csrf-token'],
      allowed: ['content-type'],
      wildcardIgnored: false,
    },
    preflight,
    'The server must answer OPTIONS /orders with Access-Control-Allow-Headers that lists X-CSRF-Token.',
    'It lists Content-Type.',
  ],
  'redirect-with-credentials': [
    { kind: 'redirect-with-credentials', location: 'http://redacted@b.test/' },
    { ...response, step: 'redirect', status: 302 },
    'The server must not redirect PUT /orders to a URL with a user name or password in it.',
    'It redirects to http://redacted@b.test/.',
  ],
  'redirect-to-other-scheme': [
    { kind: 'redirect-to-other-scheme', location: 'ftp://b.test/' },
    { ...response, step: 'redirect', status: 302 },
    'The server must not redirect PUT /orders to ftp://b.test/, which is not http or https.',
    null,
  ],
  'redirect-location-invalid': [
    { kind: 'redirect-location-invalid', location: 'http://' },
    { ...response, step: 'redirect', status: 302 },
    'The server must redirect PUT /orders to a URL; “http://” is none.',
    null,
  ],
  'redirect-not-followed': [
    { kind: 'redirect-not-followed', location: '/b' },
    { ...response, step: 'redirect', status: 302 },
    'The page asked for no redirects, and PUT /orders is redirected to /b: call that URL.',
    null,
  ],
  'redirect-body-lost': [
    { kind: 'redirect-body-lost', location: '/b' },
    { ...response, step: 'redirect', status: 307 },
    'The page sends a stream, which cannot be sent again after the redirect to /b: call that URL.',
    null,
  ],
  'too-many-redirects': [
    { kind: 'too-many-redirects', location: '/b' },
    { ...response, step: 'redirect', status: 302 },
    'The server must end the redirects: PUT /orders was redirected more than 20 times.',
    'The last one goes to /b.',
  ],
  'cross-origin-disallowed-by-mode': [
    { kind: 'cross-origin-disallowed-by-mode', origin },
    { ...response, step: 'request', status: null },
    'The page asked for mode “same-origin”, and the URL is of another origin: leave the mode out.',
    null,
  ],
  'scheme-not-supported': [
    { kind: 'scheme-not-supported', scheme: 'ftp' },
    { ...response, step: 'request', status: null },
    'A page can call http and https only, not ftp: check the URL.',
    null,
  ],
  'target-address-space-mismatch': [
    { kind: 'target-address-space-mismatch', wanted: 'local', actual: 'loopback' },
    response,
    'The page says that the URL is in the local network, and it is on this machine: set targetAddressSpace to “loopback”.',
    null,
  ],
  'local-network-insecure': [
    { kind: 'local-network-insecure', space: 'loopback' },
    response,
    'A page on the internet may call a server on this machine only when it is on https: serve the page over https.',
    null,
  ],
  'local-network-denied': [
    { kind: 'local-network-denied', space: 'local' },
    response,
    'A page on the internet may call a server in the local network only when the user allows it: allow local network access in the browser.',
    null,
  ],
  'port-blocked': [
    { kind: 'port-blocked', port: 25 },
    { ...response, step: 'request', status: null },
    'Browsers never call port 25, which belongs to another protocol: let the server listen on another port.',
    null,
  ],
  'request-refused': [
    { kind: 'request-refused', what: 'forbidden-method', value: 'trace' },
    { ...response, step: 'request', status: null },
    'No page may send TRACE: browsers refuse it before anything is sent.',
    null,
  ],
  'unexpected-proxy-authentication': [
    { kind: 'unexpected-proxy-authentication' },
    { ...response, status: 407 },
    'The server must answer PUT /orders with another status than 407, which is for proxies: from anyone else, Chrome takes it for a broken connection.',
    null,
  ],
  'connection-failed': [
    { kind: 'connection-failed', error: 'refused' },
    { ...response, status: null },
    'Nothing listens on api.test:80: start the server, or check the port.',
    null,
  ],
  'no-answer': [
    { kind: 'no-answer' },
    { ...response, status: null },
    'PUT /orders was not sent, so its answer is not known.',
    null,
  ],
};

describe('sentenceOf', () => {
  for (const [reason, place, text, detail] of Object.values(examples)) {
    it(reason.kind, () => {
      const failure: Failure = { kind: 'refused', code: 'ECONNREFUSED', phase: 'connect' };
      const said = sentence(reason, place, failure);
      assert.deepEqual({ text: said.text, detail: said.detail }, { text, detail });
    });
  }

  const missing: Reason = { kind: 'missing-allow-origin', origin };
  const texts: [string, Reason, Place, string, RegExp | null][] = [
    [
      'a 500 without CORS headers',
      missing,
      { ...response, status: 500 },
      'The server failed with 500 on PUT /orders; the CORS message hides it.',
      /mend the error first/,
    ],
    [
      'a 404 without CORS headers',
      missing,
      { ...response, status: 404 },
      'The server answered PUT /orders with 404; the CORS message hides it.',
      /check the path/,
    ],
    [
      'a 401 without CORS headers',
      missing,
      { ...response, status: 401 },
      'The server answered PUT /orders with 401; the CORS message hides it.',
      /log in/,
    ],
    [
      'a 304 without CORS headers',
      missing,
      { ...response, status: 304 },
      'The server must answer PUT /orders with Access-Control-Allow-Origin: http://localhost:3000.',
      /It answered 304/,
    ],
    [
      'a preflight that no route answers',
      missing,
      { ...preflight, status: 405 },
      'The server must answer OPTIONS /orders with 200 or 204 and CORS headers, not with 405.',
      /no route answers that/,
    ],
    [
      'a preflight that fails',
      missing,
      { ...preflight, status: 502 },
      'The server must answer OPTIONS /orders with 200 or 204 and CORS headers, not with 502.',
      /look into its log/,
    ],
    [
      'a redirect without CORS headers',
      missing,
      { ...response, step: 'redirect', status: 302 },
      'The server must answer PUT /orders with Access-Control-Allow-Origin: http://localhost:3000.',
      /The redirect itself \(302\) needs the header too/,
    ],
    [
      'a preflight redirected to a login',
      { kind: 'preflight-redirect', status: 302, location: 'https://sso.test/login' },
      { ...preflight, status: 302 },
      'The server must answer OPTIONS /orders itself instead of redirecting it to https://sso.test/login.',
      /leads to a login/,
    ],
    [
      'a preflight redirected to https',
      { kind: 'preflight-redirect', status: 301, location: 'https://api.test/orders' },
      { ...preflight, status: 301 },
      'The server must answer OPTIONS /orders itself instead of redirecting it to https://api.test/orders.',
      /^Let the page call https:\/\/api\.test\/orders\.$/,
    ],
    [
      'a method in other letters',
      { kind: 'method-not-allowed', method: 'patch', allowed: ['PATCH'], wildcardIgnored: false },
      preflight,
      'The server must answer OPTIONS /orders with Access-Control-Allow-Methods that lists patch.',
      /letter by letter/,
    ],
    [
      'a wildcard that covers nothing',
      { kind: 'method-not-allowed', method: 'PUT', allowed: ['*'], wildcardIgnored: true },
      preflight,
      'The server must answer OPTIONS /orders with Access-Control-Allow-Methods that lists PUT.',
      /covers nothing when the request carries cookies/,
    ],
    [
      'no list at all',
      { kind: 'header-not-allowed', headers: ['x-a', 'x-b'], allowed: [], wildcardIgnored: false },
      preflight,
      'The server must answer OPTIONS /orders with Access-Control-Allow-Headers that lists X-A, X-B.',
      /^The answer has no Access-Control-Allow-Headers\.$/,
    ],
    [
      'no credentials header',
      { kind: 'allow-credentials-not-true', value: null, origin },
      response,
      'The server must answer PUT /orders with Access-Control-Allow-Credentials: true.',
      /does not say that this is allowed/,
    ],
  ];
  for (const [what, reason, place, text, detail] of texts) {
    it(what, () => {
      const said = sentence(reason, place);
      assert.equal(said.text, text);
      if (detail === null) assert.equal(said.detail, null);
      else assert.match(said.detail ?? '', detail);
    });
  }

  const mismatches: [string, string, RegExp | null][] = [
    ['http://LOCALHOST:3000', origin, /upper and lower case count/],
    ['https://localhost:3000', origin, /http and https are different origins/],
    ['http://localhost:5173', origin, /another port/],
    ['http://127.0.0.1:3000', origin, /localhost and 127\.0\.0\.1 are different/],
    ['https://shop.test', origin, null],
    [origin, 'null', /send the origin “null”/],
  ];
  for (const [value, wanted, detail] of mismatches) {
    it(`tells ${value} from ${wanted}`, () => {
      const said = sentence({ kind: 'allow-origin-mismatch', value, origin: wanted }, response);
      if (detail === null) assert.equal(said.detail, null);
      else assert.match(said.detail ?? '', detail);
    });
  }

  it('says of each refused part what is wrong with it', () => {
    const parts: Readonly<Record<RefusedPart, RegExp>> = {
      url: /^“x” is not a URL/,
      'url-credentials': /^fetch\(\) refuses a URL with a user name/,
      origin: /^“x” is not an origin/,
      method: /^“x” is not an HTTP method/,
      'forbidden-method': /^No page may send X/,
      'no-cors-method': /may only be GET, HEAD or POST, not x/,
      header: /^“x” is not a header/,
      'body-with-method': /^A x request cannot have a body/,
      'no-cors-stream': /^A stream cannot be sent/,
      'no-cors-redirect': /must follow redirects/,
    };
    for (const [what, expected] of Object.entries(parts)) {
      const said = sentence({ kind: 'request-refused', what: what as RefusedPart, value: 'x' }, response);
      assert.match(said.text, expected);
      assert.equal(said.who, 'page');
    }
  });
});

describe('failureSentence', () => {
  const context = { url: new URL('https://api.test/orders'), origin, asked: 'GET /orders', timeoutMs: 2500 };
  const kinds: Readonly<Record<FailureKind, [Failure['phase'], RegExp]>> = {
    dns: ['connect', /^No server has the name api\.test/],
    refused: ['connect', /^Nothing listens on api\.test:443/],
    unreachable: ['connect', /cannot be reached from this machine/],
    reset: ['connect', /broke the connection off before it stood/],
    closed: ['response', /closed the connection without answering GET \/orders/],
    timeout: ['connect', /did not accept a connection within 2\.5 s/],
    tls: ['tls', /^No secure connection to api\.test came about/],
    'http-parse': ['response', /something that is not HTTP/],
    http2: ['response', /broke off its HTTP\/2 answer to GET \/orders/],
    'headers-too-large': ['response', /larger than 256 KB/],
    proxy: ['connect', /^The proxy cannot be used/],
    'mixed-content': ['before', /mixed content/],
    unsendable: ['before', /cannot be sent over HTTP/],
    aborted: ['response', /was stopped before api\.test answered/],
    other: ['response', /failed \(no reason given\)/],
  };
  for (const [kind, [phase, expected]] of Object.entries(kinds)) {
    it(`${kind} in phase ${phase}`, () => {
      const text = failureSentence({ kind: kind as FailureKind, code: null, phase }, context);
      assert.match(text, expected);
      assert.match(text, /^[^\n]+: [^\n]+\.$|stopped/);
    });
  }

  const certificates: [string, RegExp][] = [
    ['CERT_HAS_EXPIRED', /expired on 2026-01-31, so browsers refuse/],
    ['CERT_NOT_YET_VALID', /not valid yet \(from 2026-01-01 on\)/],
    ['CERT_REVOKED', /was revoked/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /is self-signed/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /authority \(Corp CA\) that this machine does not trust/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /intermediate certificate/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /is for a\.test, b\.test …, not for api\.test/],
    ['UNSPECIFIED', /short key or a signature over SHA-1/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /speaks plain http/],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', /versions of TLS that browsers refuse/],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', /wants a client certificate/],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', /ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE/],
  ];
  const certificate = {
    names: ['a.test', 'b.test', 'c.test'],
    issuer: 'Corp CA',
    from: '2026-01-01',
    until: '2026-01-31',
  };
  for (const [code, expected] of certificates) {
    it(code, () =>
      assert.match(failureSentence({ kind: 'tls', code, phase: 'tls', certificate }, context), expected),
    );
  }

  it('says of a certificate that tells nothing of itself what is wrong with it all the same', () => {
    for (const [code] of certificates) {
      assert.doesNotMatch(failureSentence({ kind: 'tls', code, phase: 'tls' }, context), /undefined|\(\)/);
    }
  });

  const proxies: [string, RegExp][] = [
    ['407', /^The proxy proxy\.test:3128 wants a user name and a password \(407\)/],
    ['403', /refuses to connect to api\.test \(403\)/],
    ['502', /did not get through to api\.test \(502\)/],
    ['ECONNREFUSED', /^The proxy proxy\.test:3128 cannot be used \(ECONNREFUSED\)/],
    ['UNREADABLE_PROXY', /is not an address/],
    ['UNSUPPORTED_PROXY', /is not an HTTP proxy/],
  ];
  for (const [code, expected] of proxies) {
    it(`proxy ${code}`, () =>
      assert.match(
        failureSentence({ kind: 'proxy', code, phase: 'connect', proxy: 'proxy.test:3128' }, context),
        expected,
      ));
  }

  it('names the proxy that does not answer, not the server behind it', () => {
    assert.match(
      failureSentence({ kind: 'timeout', code: null, phase: 'connect', proxy: 'proxy.test:3128' }, context),
      /^The proxy proxy\.test:3128 did not accept a connection/,
    );
  });

  it('names the port that speaks https', () => {
    const url = new URL('http://api.test:8443/');
    const failure: Failure = { kind: 'http-parse', code: 'TLS_ANSWER', phase: 'response' };
    assert.equal(
      failureSentence(failure, { ...context, url }),
      'api.test:8443 speaks https: use https:// in the URL.',
    );
  });

  it('tells a handshake that does not end from a connection that does not stand', () => {
    for (const kind of ['timeout', 'reset', 'closed'] as const) {
      assert.match(failureSentence({ kind, code: null, phase: 'tls' }, context), /does not answer in TLS/);
    }
    assert.match(
      failureSentence({ kind: 'timeout', code: null, phase: 'response' }, { ...context, timeoutMs: null }),
      /did not answer GET \/orders in time/,
    );
    assert.match(
      failureSentence({ kind: 'reset', code: null, phase: 'response' }, context),
      /instead of answering GET \/orders/,
    );
  });
});
