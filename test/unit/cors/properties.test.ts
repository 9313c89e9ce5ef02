import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { judge } from '../../../src/cors/judge.ts';
import type { Answer, CorsRequest, Exchange, HeaderLine } from '../../../src/cors/types.ts';
import { judgeIn } from '../../../src/engines/judgeIn.ts';
import { parseConsole } from '../../../src/engines/parseConsole.ts';
import { engines } from '../../../src/engines/types.ts';
import { API, PAGE } from './builders.ts';

const urls = fc.oneof(
  fc.constantFrom(
    API,
    `${PAGE}/x`,
    'http://c.test/z',
    'http://[',
    'ftp://a',
    'data:,x',
    '',
    `${API}#f`,
    'http://a:b@c.test/',
  ),
  fc.string({ maxLength: 12 }),
);
const methods = fc.oneof(
  fc.constantFrom('GET', 'POST', 'PUT', 'patch', 'TRACE', '*'),
  fc.string({ maxLength: 4 }),
);
const names = fc.oneof(
  fc.constantFrom(
    'Access-Control-Allow-Origin',
    'access-control-allow-credentials',
    'Access-Control-Allow-Methods',
    'Access-Control-Allow-Headers',
    'Access-Control-Expose-Headers',
    'Access-Control-Max-Age',
    'Location',
    'Content-Type',
    'Authorization',
    'Accept',
    'Range',
    'DPR',
    '__proto__',
    'constructor',
  ),
  fc.string({ maxLength: 5 }),
);
const values = fc.oneof(
  fc.constantFrom('*', PAGE, 'true', 'null', 'PUT', 'x, y', '/y', API, 'bytes=0-', 'text/plain', '', '1'),
  fc.string({ maxLength: 8, unit: 'binary' }),
);
const headers = fc.array(fc.tuple(names, values), { maxLength: 6 }) as fc.Arbitrary<HeaderLine[]>;

const requests: fc.Arbitrary<CorsRequest> = fc.record({
  url: urls,
  origin: fc.oneof(fc.constantFrom(PAGE, 'null', 'chrome-extension://x'), fc.string({ maxLength: 6 })),
  method: methods,
  headers,
  credentials: fc.constantFrom('omit', 'same-origin', 'include'),
  mode: fc.constantFrom('cors', 'cors', 'no-cors', 'same-origin'),
  redirect: fc.constantFrom('follow', 'error', 'manual'),
  body: fc.constantFrom<boolean | 'stream'>(false, true, 'stream'),
  initiator: fc.constantFrom('fetch', 'xmlhttprequest', 'font', 'constructor'),
  uploadListener: fc.boolean(),
});

const answers: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({
    url: urls,
    preflight: fc.boolean(),
    status: fc.constantFrom(200, 204, 301, 302, 303, 307, 404, 0, NaN),
    headers,
  }),
  fc.record({ url: urls, preflight: fc.boolean(), error: fc.string({ maxLength: 5 }) }),
);

const exchanges: fc.Arbitrary<Exchange> = fc.record({
  request: requests,
  answers: fc.array(answers, { maxLength: 6 }),
});

describe('any exchange', () => {
  it('is judged without an error, twice the same, and within the words of the types', () => {
    fc.assert(
      fc.property(exchanges, (exchange) => {
        const verdict = judge(exchange);
        assert.deepEqual(judge(exchange), verdict);
        assert.equal(verdict.cause === null, ['readable', 'opaque'].includes(verdict.outcome));
        for (const engine of engines) {
          const inEngine = judgeIn(engine, exchange);
          assert.deepEqual(judgeIn(engine, exchange), inEngine);
          assert.ok(
            inEngine.console.every((line) => !line.includes('undefined')),
            inEngine.console.join(),
          );
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('ends the same with one more header that has nothing to do with it', () => {
    fc.assert(
      fc.property(exchanges, (exchange) => {
        const more = exchange.answers.map((answer) =>
          'error' in answer
            ? answer
            : { ...answer, headers: [...answer.headers, ['X-Unrelated', '*'] as const] },
        );
        for (const engine of engines) {
          const { outcome, cause, console } = judgeIn(engine, exchange);
          const other = judgeIn(engine, { ...exchange, answers: more });
          assert.deepEqual([other.outcome, other.cause, other.console], [outcome, cause, console]);
        }
      }),
    );
  });

  it('is never harder to read without credentials than with them', () => {
    fc.assert(
      fc.property(exchanges, (exchange) => {
        const outcomeOf = (credentials: CorsRequest['credentials']): string =>
          judge({ ...exchange, request: { ...exchange.request, credentials } }).outcome;
        if (outcomeOf('include') === 'readable') assert.equal(outcomeOf('omit'), 'readable');
      }),
      { numRuns: 1000 },
    );
  });

  it('exposes no name that did not come, and no cookie', () => {
    fc.assert(
      fc.property(exchanges, (exchange) => {
        // The response to a data: URL is made by the browser, with a Content-Type.
        const made = exchange.request.url.startsWith('data:') ? ['content-type'] : [];
        const came = exchange.answers.flatMap((answer) =>
          'error' in answer ? [] : answer.headers.map(([name]) => name.toLowerCase()),
        );
        for (const name of judge(exchange).exposed) {
          assert.ok([...came, ...made].includes(name) && name !== 'set-cookie');
        }
      }),
    );
  });
});

describe('parseConsole', () => {
  it('reads any text without an error', () => {
    const parts = fc.constantFrom(
      "Access to fetch at '",
      "' from origin '",
      "' has been blocked by CORS policy: ",
      'Response to preflight request',
      'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ',
      '. (Reason: ',
      'CORS header ‘Access-Control-Allow-Origin’ missing).',
      'Origin x is not allowed by Access-Control-Allow-Origin.',
      'Fetch API cannot load ',
      ' due to access control checks.',
      'http://a/b',
      '\n',
    );
    const texts = fc
      .array(fc.oneof(parts, fc.string({ maxLength: 5 })), { maxLength: 12 })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(texts, (text) => assert.ok(Array.isArray(parseConsole(text)))),
      { numRuns: 1000 },
    );
  });
});
