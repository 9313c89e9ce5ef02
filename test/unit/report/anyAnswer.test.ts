import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { HeaderList } from '../../../src/cors/types.ts';
import { probeMatrix } from '../../../src/probe/matrix.ts';
import { probe } from '../../../src/probe/probe.ts';
import { securityProbe } from '../../../src/probe/security.ts';
import { securityPlan } from '../../../src/probe/securityPlan.ts';
import { compare } from '../../../src/report/compare.ts';
import { readHar } from '../../../src/report/exchangeHar.ts';
import { harOf } from '../../../src/report/har.ts';
import { markdownOf } from '../../../src/report/markdown.ts';
import { matrixMarkdown, matrixReportOf } from '../../../src/report/matrix.ts';
import { reportOf } from '../../../src/report/probeReport.ts';
import { probeText } from '../../../src/report/probeText.ts';
import { securityReportOf } from '../../../src/report/security.ts';
import { securityMarkdown } from '../../../src/report/securityText.ts';
import { answered, failed, StubTransport } from '../probe/stubTransport.ts';
import { origin, request } from './support.ts';

const seed = Number(process.env['PREFLIGHT_SEED'] ?? Date.now() % 1_000_000);

const names = [
  ...['Access-Control-Allow-Origin', 'Access-Control-Allow-Credentials', 'Access-Control-Allow-Methods'],
  ...[
    'Access-Control-Allow-Headers',
    'Access-Control-Expose-Headers',
    'Access-Control-Max-Age',
    'Vary',
    'Location',
  ],
  ...['Set-Cookie', 'Server', 'Via', 'X-Powered-By', 'Content-Type', 'Cache-Control', 'Age', 'cf-mitigated'],
];

const value = fc.oneof(
  fc.constantFrom(
    origin,
    '*',
    'null',
    'true',
    'PUT',
    'x-own, *',
    '-1',
    '99999999999999999999',
    'Origin',
    '',
    ',',
    ';',
    '=',
  ),
  fc.constantFrom(
    'http://[',
    '//',
    '/login',
    'http://user:pw@a.test/',
    'mailto:a@b',
    'http://a.test:99999/',
    '?%',
    '#',
  ),
  fc.constantFrom(
    'a=b; Domain=; Path; SameSite; Secure; Expires=never; Max-Age=x',
    '=; =',
    '__proto__=1',
    '__Host-=x',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.replace(/[^\x01-\xff]|[\r\n]/g, 'x')),
);

const headers: fc.Arbitrary<HeaderList> = fc.array(fc.tuple(fc.constantFrom(...names), value), {
  maxLength: 8,
});
const status = fc.constantFrom(
  200,
  204,
  299,
  300,
  301,
  302,
  304,
  307,
  401,
  403,
  404,
  405,
  418,
  500,
  502,
  503,
  522,
  999,
);
const answer = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(status, headers).map(([status, headers]) => answered(status, headers)) },
  { weight: 1, arbitrary: fc.constantFrom('refused' as const, 'reset' as const, 'tls' as const).map(failed) },
);
const asked = fc.record({
  origin: fc.constantFrom(origin, 'null', 'https://app.example.com', 'chrome-extension://abc'),
  url: fc.constantFrom(
    'http://api.test/a',
    'https://[::1]:8443/a?b=%',
    'http://localhost/',
    `${origin}/same`,
  ),
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'patch', 'OPTIONS', 'TRACE'),
  headers: fc.subarray([
    ['X-Own', '1'],
    ['Authorization', 'Bearer x'],
    ['Content-Type', 'application/json'],
  ] as const),
  credentials: fc.constantFrom('omit' as const, 'same-origin' as const, 'include' as const),
  mode: fc.constantFrom('cors' as const, 'no-cors' as const, 'same-origin' as const),
  redirect: fc.constantFrom('follow' as const, 'manual' as const, 'error' as const),
});

describe('whatever a server answers', () => {
  it(`becomes a report and every export of it (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(asked, fc.array(answer, { minLength: 1, maxLength: 6 }), async (changed, answers) => {
        let index = 0;
        const transport = new StubTransport(() => answers[index++ % answers.length] ?? answered(200));
        const page = { ...request, ...changed };
        const options = { controls: true, confirm: () => true, sendAnyway: true, cookie: 'a=b' };
        const report = reportOf(await probe(page, transport, options));
        assert.equal(report.checklist.length, 5);
        assert.equal(report.waterfall.length, report.exchanges.length);
        assert.notEqual(report.sentence, '');
        assert.equal(report.problem === 'none', report.result === 'readable');
        for (const { start, end, phases } of report.waterfall) {
          for (const phase of phases)
            assert.ok(start <= phase.start && phase.end <= end && phase.start <= phase.end);
        }
        const har = JSON.stringify(harOf(report, { version: '1', startedAt: new Date(0).toISOString() }));
        assert.ok(readHar(har).length <= report.exchanges.length);
        assert.equal(compare(report, report).outcome, 'same');
        assert.notEqual(markdownOf(report) + probeText(report), '');
        const matrix = await probeMatrix(
          { request: page, origins: [page.origin], methods: ['GET', 'PUT'], credentials: ['omit'] },
          transport,
        );
        assert.notEqual(matrixMarkdown(matrixReportOf(matrix)), '');
        const security = securityReportOf(await securityProbe(page, securityPlan(page), transport));
        assert.notEqual(securityMarkdown(security), '');
      }),
      { seed, numRuns: 300 },
    );
  }).timeout(30_000);
});
