import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { CorsRequest, HeaderList } from '../../../src/cors/types.ts';
import { probeMatrix } from '../../../src/probe/matrix.ts';
import { probe } from '../../../src/probe/probe.ts';
import { securityProbe } from '../../../src/probe/security.ts';
import { securityPlan } from '../../../src/probe/securityPlan.ts';
import type { WireAnswer, WireRequest } from '../../../src/probe/types.ts';
import { compare } from '../../../src/report/compare.ts';
import { harOf } from '../../../src/report/har.ts';
import { jsonText } from '../../../src/report/jsonText.ts';
import { markdownOf } from '../../../src/report/markdown.ts';
import { matrixMarkdown, matrixReportOf, matrixText } from '../../../src/report/matrix.ts';
import { reportOf } from '../../../src/report/probeReport.ts';
import { probeText } from '../../../src/report/probeText.ts';
import { securityReportOf } from '../../../src/report/security.ts';
import { securityMarkdown, securityText } from '../../../src/report/securityText.ts';
import { plain } from '../../../src/report/style.ts';
import { answered, StubTransport } from '../probe/stubTransport.ts';
import { origin, request } from './support.ts';

const seed = Number(process.env['PREFLIGHT_SEED'] ?? Date.now() % 1_000_000);

/** Places for a secret, each of which Preflight knows to hold one. */
const planted = fc.record({
  secret: fc.stringMatching(/^[a-z0-9]{16}$/).map((text) => `Pl4nt3d${text}`),
  scheme: fc.constantFrom('Bearer ', 'Basic ', 'Token ', ''),
  parameter: fc.constantFrom(
    'access_token',
    'apiKey',
    'api_key',
    'token',
    'sig',
    'code',
    'session',
    'password',
  ),
  header: fc.constantFrom('X-Api-Key', 'X-Auth-Token', 'X-CSRF-Token', 'Proxy-Authorization', 'X-Session'),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  credentials: fc.constantFrom('omit' as const, 'include' as const),
  answers: fc.array(fc.constantFrom('good', 'none', 'redirect', 'fail', 'other'), {
    minLength: 1,
    maxLength: 6,
  }),
});

function serving(
  secret: string,
  parameter: string,
  answers: readonly string[],
): (request: WireRequest) => WireAnswer {
  let index = 0;
  return () => {
    const kind = answers[index++ % answers.length];
    const always: HeaderList = [
      ['Set-Cookie', `sid=${secret}; Path=/; SameSite=None; Secure`],
      ['X-Auth-Token', secret],
      ['Content-Location', `/x?${parameter}=${secret}`],
    ];
    const allow: HeaderList = [
      [
        'Access-Control-Allow-Origin',
        kind === 'other' ? `http://other.test/?${parameter}=${secret}` : origin,
      ],
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Allow-Methods', 'PUT, DELETE'],
      ['Access-Control-Allow-Headers', 'authorization, x-api-key, x-auth-token, x-csrf-token, x-session'],
    ];
    switch (kind) {
      case 'none':
        return answered(401, always);
      case 'fail':
        return answered(500, always);
      case 'redirect':
        return answered(302, [
          ...always,
          ...allow,
          ['Location', `http://user:${secret}@next.test/login?${parameter}=${secret}#${parameter}=${secret}`],
        ]);
      default:
        return answered(200, [...always, ...allow]);
    }
  };
}

describe('a planted secret', () => {
  it(`is in nothing that is shown, kept or exported (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        planted,
        async ({ secret, scheme, parameter, header, method, credentials, answers }) => {
          const asked: CorsRequest = {
            ...request,
            url: `http://api.test/orders?a=1&${parameter}=${secret}#${parameter}=${secret}`,
            method,
            credentials,
            headers: [
              ['Authorization', scheme + secret],
              [header, secret],
            ],
          };
          const options = { confirm: () => true, cookie: `sid=${secret}`, controls: true, sendAnyway: true };
          const serve = (): StubTransport => new StubTransport(serving(secret, parameter, answers));
          const transport = serve();
          const body = method === 'GET' ? null : `password=${secret}`;
          const report = reportOf(await probe(asked, transport, { ...options, body }));
          const again = reportOf(
            await probe(asked, new StubTransport(() => answered(200)), { ...options, body }),
          );
          const security = securityReportOf(
            await securityProbe(asked, securityPlan(asked), serve(), options),
          );
          const matrix = matrixReportOf(
            await probeMatrix(
              { request: asked, origins: [origin], methods: ['GET', 'PUT'], credentials: ['include'] },
              serve(),
              options,
            ),
          );
          const shown = {
            json: jsonText(report),
            text: probeText(report),
            markdown: markdownOf(report),
            har: jsonText(harOf(report, { version: '1', startedAt: new Date(0).toISOString() })),
            compared: jsonText(compare(report, again)),
            plan: jsonText(securityPlan(asked)),
            security: [jsonText(security), securityText(security, plain), securityMarkdown(security)].join(
              '\n',
            ),
            matrix: [jsonText(matrix), matrixText(matrix, plain), matrixMarkdown(matrix)].join('\n'),
          };
          assert.ok(JSON.stringify(transport.sent).includes(secret), 'the secret went out');
          for (const [where, text] of Object.entries(shown)) {
            assert.ok(
              !text.includes(secret),
              `${where} holds it: ${text.slice(Math.max(0, text.indexOf(secret) - 80), text.indexOf(secret) + 30)}`,
            );
          }
        },
      ),
      { seed, numRuns: 150 },
    );
  }).timeout(20_000);
});
