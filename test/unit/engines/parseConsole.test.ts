import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseConsole, type ConsoleMessage } from '../../../src/engines/index.ts';

/** The fields that a message names. */
function named(message: ConsoleMessage): Partial<ConsoleMessage> {
  return Object.fromEntries(
    Object.entries(message).filter(([key, value]) => value !== null && key !== 'offset'),
  ) as Partial<ConsoleMessage>;
}

function one(text: string): Partial<ConsoleMessage> {
  const messages = parseConsole(text);
  assert.equal(messages.length, 1, JSON.stringify(messages));
  return named(messages[0] as ConsoleMessage);
}

const access =
  "Access to fetch at 'http://b.test/x' from origin 'http://a.test' has been blocked by CORS policy: ";
const blocked = {
  engine: 'chromium',
  url: 'http://b.test/x',
  pageOrigin: 'http://a.test',
  initiator: 'fetch',
};
const pf = "Response to preflight request doesn't pass access control check: ";

describe('parseConsole, Chromium', () => {
  it('reads a message as it is pasted from DevTools', () => {
    const text = `12:03:11.123 app.js:12 Access to XMLHttpRequest at 'https://b.test/x?a=1' (redirected from
      'https://b.test/y') from origin 'null' has been blocked by CORS policy: ${pf}No 'Access-Control-Allow-Origin'
      header is present on the requested resource.
      (anonymous) @ app.js:12
      GET https://b.test/x net::ERR_FAILED`;
    assert.deepEqual(one(text), {
      engine: 'chromium',
      cause: 'missing-allow-origin',
      preflight: true,
      pageOrigin: 'null',
      url: 'https://b.test/x?a=1',
      initialUrl: 'https://b.test/y',
      initiator: 'xmlhttprequest',
    });
  });

  const texts: readonly [text: string, found: Partial<ConsoleMessage>][] = [
    [
      "No 'Access-Control-Allow-Origin' header is present on the requested resource. If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.",
      { cause: 'missing-allow-origin', preflight: false },
    ],
    [
      "The 'Access-Control-Allow-Origin' header contains multiple values 'a, *', but only one is allowed.",
      { cause: 'multiple-allow-origin', value: 'a, *', preflight: false },
    ],
    [
      "The 'Access-Control-Allow-Origin' header contains the invalid value '\\u00E9'. Have the server send the header with a valid value.",
      { cause: 'invalid-allow-origin', value: 'é', preflight: false },
    ],
    [
      `${pf}The 'Access-Control-Allow-Origin' header has a value 'http://c' that is not equal to the supplied origin.`,
      { cause: 'allow-origin-mismatch', value: 'http://c', preflight: true },
    ],
    [
      "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
      { cause: 'wildcard-with-credentials', value: '*', preflight: false },
    ],
    [
      "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.",
      { cause: 'allow-credentials-not-true', value: '', preflight: false },
    ],
    [`${pf}It does not have HTTP ok status.`, { cause: 'preflight-status', preflight: true }],
    [
      'Response for preflight has invalid HTTP status code 405.',
      { cause: 'preflight-status', preflight: true, status: 405 },
    ],
    [
      `${pf}Redirect is not allowed for a preflight request.`,
      { cause: 'preflight-redirect', preflight: true },
    ],
    [
      'Cannot parse Access-Control-Allow-Methods response header field in preflight response.',
      { cause: 'invalid-allow-methods', preflight: true },
    ],
    [
      'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
      { cause: 'invalid-allow-headers', preflight: true },
    ],
    [
      'Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.',
      { cause: 'method-not-allowed', preflight: true, method: 'PUT' },
    ],
    [
      'Request header field x-foo is not allowed by Access-Control-Allow-Headers in preflight response.',
      { cause: 'header-not-allowed', preflight: true, header: 'x-foo' },
    ],
    [
      "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.",
      { cause: 'redirect-with-credentials', preflight: false },
    ],
    [
      'Cross origin requests are only supported for protocol schemes: http, https.',
      { cause: 'scheme-not-supported', preflight: false },
    ],
    [
      'Cross origin requests are not allowed by request mode.',
      { cause: 'cross-origin-disallowed-by-mode', preflight: false },
    ],
    [
      'Permission was denied for this request to access the `loopback` address space.',
      { cause: 'local-network-denied', preflight: false, value: 'loopback' },
    ],
    [
      'The request client is not a secure context and the resource is in more-private address space `local`.',
      { cause: 'local-network-insecure', preflight: false, value: 'local' },
    ],
    [
      'Request had a target IP address space of `local` yet the resource is in address space `loopback`.',
      { cause: 'target-address-space-mismatch', preflight: false, value: 'loopback' },
    ],
    [
      "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Private-Network' header was present in the preflight response for this private network request targeting the `local` address space.",
      { cause: 'local-network-access', preflight: true },
    ],
    [
      "Response to preflight request doesn't pass access control check: The 'Access-Control-Allow-Private-Network' header in the preflight response for this private network request targeting the `local` address space had a value of 'yes',  not 'true'.",
      { cause: 'local-network-access', preflight: true },
    ],
    ['Something new.', { cause: 'blocked' }],
  ];
  for (const [text, found] of texts)
    it(text.slice(0, 90), () => assert.deepEqual(one(access + text), { ...blocked, ...found }));

  for (const [kind, initiator] of [
    ['font', 'font'],
    ['CSS stylesheet', 'link'],
    ['image', 'img'],
    ['resource', null],
  ] as const) {
    it(`knows the initiator of a ${kind}`, () => {
      const [message] = parseConsole(access.replace('fetch', kind));
      assert.equal(message?.initiator, initiator);
    });
  }

  it('reads what Chrome printed before 2018', () => {
    const missing = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
    assert.deepEqual(
      one(
        `XMLHttpRequest cannot load http://b/x. ${missing} Origin 'http://a' is therefore not allowed access.`,
      ),
      {
        engine: 'chromium',
        cause: 'missing-allow-origin',
        preflight: false,
        url: 'http://b/x',
        pageOrigin: 'http://a',
        initiator: 'xmlhttprequest',
      },
    );
    const failed = one('Failed to load http://b/x: Response for preflight is invalid (redirect)');
    assert.deepEqual([failed.cause, failed.initiator], ['preflight-redirect', undefined]);
    assert.deepEqual(parseConsole("Failed to load http://b/x: No 'such' luck"), []);
  });

  it('reads the lines that do not begin with "Access to"', () => {
    const lines: readonly [string, ConsoleMessage['cause']][] = [
      [
        'Fetch API cannot load http://b/x. Request mode is "same-origin" but the URL\'s origin is not same as the request origin http://a.',
        'cross-origin-disallowed-by-mode',
      ],
      [
        'Fetch API cannot load http://b/x. Request mode is "no-cors" but the redirect mode is not "follow".',
        'request-refused',
      ],
      ['Fetch API cannot load ftp://b/x. URL scheme "ftp" is not supported.', 'scheme-not-supported'],
      [
        'Unsafe attempt to load URL http://b/x from frame with URL http://a/. Domains, protocols and ports must match.',
        'cross-origin-disallowed-by-mode',
      ],
      [
        'Unsafe attempt to load URL http://b/x from frame with URL null/. Domains, protocols and ports must match.',
        'cross-origin-disallowed-by-mode',
      ],
    ];
    for (const [line, cause] of lines)
      assert.deepEqual([one(line).cause, one(line).engine], [cause, 'chromium']);
    assert.deepEqual(parseConsole('Fetch API cannot load http://b/x. Request mode is odd'), []);
  });
});

const cross =
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ';

describe('parseConsole, Firefox', () => {
  const texts: readonly [text: string, found: Partial<ConsoleMessage>][] = [
    [
      '(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.',
      { cause: 'missing-allow-origin', status: 200 },
    ],
    ["(Reason: CORS header 'Access-Control-Allow-Origin' missing)", { cause: 'missing-allow-origin' }],
    [
      '(Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).',
      { cause: 'multiple-allow-origin' },
    ],
    [
      '(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘http://c’).',
      { cause: 'allow-origin-mismatch', value: 'http://c' },
    ],
    [
      '(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).',
      { cause: 'allow-credentials-not-true' },
    ],
    [
      '(Reason: CORS preflight response did not succeed). Status code: 404.',
      { cause: 'preflight-status', preflight: true, status: 404 },
    ],
    [
      '(Reason: CORS request external redirect not allowed).',
      { cause: 'preflight-redirect', preflight: true },
    ],
    [
      '(Reason: invalid token ‘a b’ in CORS header ‘Access-Control-Allow-Methods’).',
      { cause: 'invalid-allow-methods', preflight: true, value: 'a b' },
    ],
    [
      '(Reason: invalid token ‘a b’ in CORS header ‘Access-Control-Allow-Headers’).',
      { cause: 'invalid-allow-headers', preflight: true, value: 'a b' },
    ],
    [
      '(Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’).',
      { cause: 'method-not-allowed', preflight: true },
    ],
    [
      '(Reason: header ‘x-foo’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).',
      { cause: 'header-not-allowed', preflight: true, header: 'x-foo' },
    ],
    [
      '(Reason: missing token ‘x-foo’ in CORS header ‘Access-Control-Allow-Headers’ from CORS preflight channel).',
      { cause: 'header-not-allowed', preflight: true, header: 'x-foo' },
    ],
    ['(Reason: CORS request not http).', { cause: 'scheme-not-supported' }],
    ['(Reason: CORS request did not succeed). Status code: (null).', { cause: 'connection-failed' }],
    ['(Reason: CORS disabled).', { cause: 'blocked' }],
    ['(Reason: CORS header ‘Origin’ cannot be added).', { cause: 'blocked' }],
    ['(Reason: something new).', { cause: 'blocked' }],
  ];
  for (const [text, found] of texts) {
    it(text, () =>
      assert.deepEqual(one(`${cross}http://b/x. ${text}`), {
        engine: 'firefox',
        url: 'http://b/x',
        ...found,
      }),
    );
  }
  it('reads the URL in quotes', () => {
    const text = `${cross}‘http://b/x’. (Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).`;
    assert.deepEqual(one(text), {
      engine: 'firefox',
      url: 'http://b/x',
      cause: 'wildcard-with-credentials',
      value: '*',
    });
  });
  it('reads the warning about Authorization', () => {
    const text =
      'Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at http://b/x soon. (Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include …).';
    assert.equal(one(text).header, 'authorization');
  });
  it('takes "did not succeed" after a reason for what it is', () => {
    const text = `${cross}http://b/x. (Reason: CORS request external redirect not allowed).
      ${cross}http://b/x. (Reason: CORS request did not succeed). Status code: (null).
      ${cross}http://b/y. (Reason: CORS request did not succeed). Status code: (null).`;
    assert.deepEqual(
      parseConsole(text).map(({ cause, url }) => [cause, url]),
      [
        ['preflight-redirect', 'http://b/x'],
        ['connection-failed', 'http://b/y'],
      ],
    );
  });
  it('reads security errors', () => {
    assert.deepEqual(one('Security Error: Content at http://a/p may not load data from http://b/x.'), {
      engine: 'firefox',
      cause: 'cross-origin-disallowed-by-mode',
      url: 'http://b/x',
      pageOrigin: 'http://a',
    });
    assert.deepEqual(one('Security Error: Content at http://a/p may not load or link to file:///x.'), {
      engine: 'firefox',
      cause: 'redirect-to-other-scheme',
      url: 'http://a/p',
    });
    assert.equal(
      one('Security Error: Content at null/ may not load data from http://b/x.').pageOrigin,
      undefined,
    );
  });
});

describe('parseConsole, WebKit', () => {
  const line2 = '\nXMLHttpRequest cannot load http://b/x due to access control checks.';
  const texts: readonly [text: string, found: Partial<ConsoleMessage>][] = [
    [
      'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.',
      { cause: 'wildcard-with-credentials', value: '*' },
    ],
    ['Access-Control-Allow-Origin cannot contain more than one origin.', { cause: 'multiple-allow-origin' }],
    [
      '[Error] Origin http://a is not allowed by Access-Control-Allow-Origin. Status code: 404',
      { cause: 'origin-not-allowed', pageOrigin: 'http://a', status: 404 },
    ],
    [
      'Origin http://a is not allowed by Access-Control-Allow-Origin.',
      { cause: 'origin-not-allowed', pageOrigin: 'http://a' },
    ],
    [
      'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
      { cause: 'allow-credentials-not-true' },
    ],
    [
      'Preflight response is not successful. Status code: 404',
      { cause: 'preflight-status', preflight: true, status: 404 },
    ],
    ['Preflight response is not successful', { cause: 'preflight-status', preflight: true }],
    [
      'Header Access-Control-Allow-Methods has an invalid value: a b',
      { cause: 'invalid-allow-methods', preflight: true, value: 'a b' },
    ],
    [
      'Header Access-Control-Allow-Headers has an invalid value: a b',
      { cause: 'invalid-allow-headers', preflight: true, value: 'a b' },
    ],
    [
      'Method PUT is not allowed by Access-Control-Allow-Methods.',
      { cause: 'method-not-allowed', preflight: true, method: 'PUT' },
    ],
    [
      'Request header field X-Foo is not allowed by Access-Control-Allow-Headers.',
      { cause: 'header-not-allowed', preflight: true, header: 'X-Foo' },
    ],
    [
      'Cross-origin redirection to http://c denied by Cross-Origin Resource Sharing policy: redirection URL http://u:p@c has credentials',
      { cause: 'redirect-with-credentials' },
    ],
    [
      '… not allowed to follow a cross-origin CORS redirection with non CORS scheme',
      { cause: 'redirect-to-other-scheme' },
    ],
    ['Cross origin requests are only supported for HTTP.', { cause: 'scheme-not-supported' }],
    ['FTP URLs are disabled', { cause: 'redirect-to-other-scheme' }],
    ['Not allowed to follow a redirection while loading http://b/x', { cause: 'redirect-not-followed' }],
    ['Load cannot follow more than 20 redirections', { cause: 'too-many-redirects' }],
    [
      'Unsafe attempt to load URL http://b/x from origin http://a. Domains, protocols and ports must match.',
      { cause: 'cross-origin-disallowed-by-mode', pageOrigin: 'http://a' },
    ],
    ['No-Cors mode requires follow redirect mode', { cause: 'request-refused' }],
    ['Connection terminated unexpectedly', { cause: 'connection-failed', preflight: true }],
  ];
  for (const [text, found] of texts) {
    it(text, () =>
      assert.deepEqual(one(text + line2), {
        engine: 'webkit',
        url: 'http://b/x',
        initiator: 'xmlhttprequest',
        ...found,
      }),
    );
  }
  it('leaves what Chromium once said to Chromium', () => {
    const text = 'XMLHttpRequest cannot load file:///x. Cross origin requests are only supported for HTTP.';
    assert.deepEqual(
      parseConsole(text).map(({ engine }) => engine),
      ['chromium'],
    );
  });
  it('reads the line about an image', () => {
    const text =
      'Access-Control-Allow-Origin cannot contain more than one origin.\nCannot load image http://b/x due to access control checks.';
    assert.deepEqual([one(text).url, one(text).initiator], ['http://b/x', 'img']);
  });
  it('reads either line alone', () => {
    assert.deepEqual(one('Beacon API cannot load http://b/x due to access control checks.'), {
      engine: 'webkit',
      cause: 'blocked',
      url: 'http://b/x',
      initiator: 'beacon',
    });
    assert.equal(one('Fetch API cannot load http://b/x.').cause, 'cross-origin-disallowed-by-mode');
    assert.equal(one('Preflight response is not successful. Status code: 500').status, 500);
  });
  it('does not mistake the API in front of the URL for the end of a header', () => {
    const text =
      'Header Access-Control-Allow-Methods has an invalid value: P@T\nFetch API cannot load http://b/x due to access control checks.';
    assert.equal(one(text).value, 'P@T');
  });
});

describe('parseConsole', () => {
  it('finds nothing in other text', () => assert.deepEqual(parseConsole('TypeError: Failed to fetch'), []));
  it('finds several messages in their order', () => {
    const text = `${cross}http://b/1. (Reason: CORS request not http).\n${access}It does not have HTTP ok status.\nFetch API cannot load http://b/3 due to access control checks.`;
    assert.deepEqual(
      parseConsole(text).map(({ engine }) => engine),
      ['firefox', 'chromium', 'webkit'],
    );
  });
});
