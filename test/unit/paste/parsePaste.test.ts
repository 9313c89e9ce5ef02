import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asCurl, asFetch } from '../../../src/extension/copy.ts';
import type { CorsRequest, HeaderLine } from '../../../src/cors/types.ts';
import { parsePaste } from '../../../src/paste/parsePaste.ts';
import type { Pasted, Read } from '../../../src/paste/types.ts';

function read(text: string): Read {
  const pasted = parsePaste(text);
  assert.ok(pasted.kind !== 'error', JSON.stringify(pasted));
  return pasted;
}

describe('parsePaste', () => {
  const urls: [text: string, url: string][] = [
    ['https://api.example.com/a?b=1', 'https://api.example.com/a?b=1'],
    ['  "http://localhost:8080/x",  ', 'http://localhost:8080/x'],
    ['localhost:3000/x', 'http://localhost:3000/x'],
    ['api.example.com/orders', 'https://api.example.com/orders'],
    ['<https://a.example/>', 'https://a.example/'],
    ['PUT http://localhost:8080/x net::ERR_FAILED 403 (Forbidden)', 'http://localhost:8080/x'],
    ['see https://a.example/x, it fails', 'https://a.example/x'],
  ];
  for (const [text, url] of urls) {
    it(`takes the URL of ${text}`, () => {
      assert.equal(read(text).kind, 'url');
      assert.equal(read(text).request.url, url);
    });
  }

  it('reads Chromium’s console error', () => {
    const { kind, request, message, left } = read(
      `orders:1 Access to fetch at 'http://localhost:8080/orders/7' from origin 'http://localhost:3000' has been blocked by CORS policy: Request header field x-api-key is not allowed by Access-Control-Allow-Headers in preflight response.`,
    );
    assert.equal(kind, 'console');
    assert.deepEqual(request, {
      url: 'http://localhost:8080/orders/7',
      method: null,
      headers: [['x-api-key', '']],
      credentials: null,
      cookies: null,
      body: null,
      origin: 'http://localhost:3000',
    });
    assert.equal(message?.cause, 'header-not-allowed');
    assert.deepEqual(left, ['The value of x-api-key: the message names the header alone.']);
  });

  it('takes of Firefox’s lines the one that says why', () => {
    const { message, request } = read(
      'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at http://localhost:8080/a. (Reason: CORS request did not succeed). Status code: (null).\n' +
        'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at http://localhost:8080/a. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 404.',
    );
    assert.equal(message?.cause, 'missing-allow-origin');
    assert.equal(request.url, 'http://localhost:8080/a');
  });

  it('reads Safari’s console error', () => {
    const { kind, request } = read(
      'XMLHttpRequest cannot load https://api.example.com/a due to access control checks.',
    );
    assert.equal(kind, 'console');
    assert.equal(request.url, 'https://api.example.com/a');
  });

  it('knows that a message about credentials is of a request that carries them', () => {
    const { request } = read(
      `Access to fetch at 'https://a.example/' from origin 'https://b.example' has been blocked by CORS policy: The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.`,
    );
    assert.equal(request.credentials, 'include');
  });

  it('reads a request as it goes over the wire', () => {
    const { kind, request } = read(
      'PUT /orders/7 HTTP/1.1\r\nHost: localhost:8080\r\nOrigin: http://localhost:3000\r\nX-Api-Key: 1\r\nCookie: a=b\r\n\r\n{"a":1}\r\n',
    );
    assert.equal(kind, 'http');
    assert.deepEqual(request, {
      url: 'http://localhost:8080/orders/7',
      method: 'PUT',
      headers: [['X-Api-Key', '1']],
      credentials: 'include',
      cookies: 'a=b',
      body: '{"a":1}',
      origin: 'http://localhost:3000',
    });
  });

  it('reads the first request of an .http file, with the variables of the file', () => {
    const { request, left } = read(
      '@base = https://api.example.com\n# the orders\n\nPOST {{base}}/orders\n    ?page=2\nAuthorization: Bearer {{token}}\n\n{}\n\n###\nGET {{base}}/other',
    );
    assert.equal(request.url, 'https://api.example.com/orders?page=2');
    assert.deepEqual(request.headers, [['Authorization', 'Bearer {{token}}']]);
    assert.equal(request.body, '{}');
    assert.deepEqual(left, ['{{token}} is a variable: put in its value.']);
  });

  const refused: [text: string, says: RegExp][] = [
    ['', /^Nothing was pasted/],
    ['hello', /no request that Preflight knows/],
    ['GET /x HTTP/1.1\nAccept: a', /no Host header/],
    ["fetch('/api/x')", /“\/api\/x” depends on the page’s own address/],
    ['x'.repeat(1_000_001), /too long/],
  ];
  for (const [text, says] of refused) {
    it(`refuses ${text.slice(0, 20)}`, () => {
      const pasted = parsePaste(text);
      assert.ok(pasted.kind === 'error');
      assert.match(pasted.sentence, says);
    });
  }

  it('takes no text that doubles itself line by line for one', () => {
    const text = `@a=https://a.example/\n${'@a={{a}}{{a}}\n'.repeat(60)}GET {{a}}`;
    assert.ok(read(text).request.url.startsWith('https://a.example/'));
  });

  describe('for any text', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string({ maxLength: 10 }),
        fc.constantFrom(
          ...[
            'curl ',
            "'",
            '"',
            '^',
            '\\',
            '\n',
            '$',
            '-H ',
            '-X ',
            '--data-raw ',
            'fetch(',
            'axios.post(',
            '`${',
          ],
          ...[
            'https://a.example/',
            '{',
            '}',
            ')',
            ',',
            'headers:',
            ': ',
            'GET ',
            ' HTTP/1.1',
            '###',
            '{{x}}',
            '@x=1',
          ],
          ...[
            "$'\\u",
            'Access to fetch at ',
            'Cross-Origin Request Blocked: ',
            ' cannot load ',
            '```',
            'method:',
          ],
        ),
      ),
      { maxLength: 25 },
    );

    it('gives an answer of the one kind or the other', () => {
      fc.assert(
        fc.property(pieces, (texts) => {
          const pasted: Pasted = parsePaste(texts.join(''));
          if (pasted.kind === 'error') assert.match(pasted.sentence, /\.$/);
          else assert.match(new URL(pasted.request.url).protocol, /^https?:$/);
        }),
        { numRuns: 1000 },
      );
    }).timeout(20_000);
  });

  describe('of what Preflight copies', () => {
    const paths = fc.constantFrom('/', '/a b', "/it's", '/?q="$HOME"`id`', '/%20?a=1&b=[2]', '/ä');
    const values = fc.string({ unit: fc.constantFrom(...`ab c'"\\$!^%&|;#~*{}()`), maxLength: 12 });
    const headers = fc.array(
      fc.tuple(
        fc.constantFrom('X-A', 'Authorization', 'Content-Type', 'Accept'),
        values.map((v) => v.trim()),
      ),
      { maxLength: 4 },
    ) as fc.Arbitrary<HeaderLine[]>;
    const requests: fc.Arbitrary<CorsRequest> = fc.record({
      url: paths.map((path) => new URL(path, 'https://api.example.com').href),
      origin: fc.constantFrom('http://localhost:3000', 'https://app.example.com', 'null'),
      method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY'),
      headers,
      credentials: fc.constantFrom('omit', 'same-origin', 'include'),
      mode: fc.constant('cors' as const),
      redirect: fc.constant('follow' as const),
      body: fc.constant(false),
      initiator: fc.constant('fetch'),
    });

    it('a curl command comes back as the same request', () => {
      fc.assert(
        fc.property(
          requests.filter((one) => one.headers.every(([, value]) => value !== '')),
          (original) => {
            const { request } = read(asCurl({ request: original, body: null, cookie: null }));
            const { url, origin, method } = original;
            assert.deepEqual(
              { ...request, credentials: null },
              {
                url,
                origin,
                method,
                headers: original.headers,
                credentials: null,
                cookies: null,
                body: null,
              },
            );
          },
        ),
      );
    });

    it('a fetch call comes back as the same request', () => {
      fc.assert(
        fc.property(requests, (original) => {
          const { request } = read(asFetch({ request: original, body: null, cookie: null }));
          const { url, method, credentials } = original;
          assert.deepEqual(request, {
            url,
            origin: null,
            method,
            headers: original.headers,
            credentials,
            cookies: null,
            body: null,
          });
        }),
      );
    });
  });
});
