import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { CorsRequest, HeaderList } from '../../../src/cors/types.ts';
import { isBrowserOrigin } from '../../../src/policy/originLiteral.ts';
import { securityProbe, type SecurityResult } from '../../../src/probe/security.ts';
import { securityPlan } from '../../../src/probe/securityPlan.ts';
import { isMixedContent } from '../../../src/probe/site.ts';
import type { WireAnswer, WireRequest } from '../../../src/probe/types.ts';
import { securityReportOf, type SecurityReport } from '../../../src/report/security.ts';
import { answered, failed, StubTransport } from './stubTransport.ts';

const page = 'https://app.example.com';
const request: CorsRequest = {
  url: 'https://api.example.com/me?token=s3cret',
  origin: page,
  method: 'GET',
  headers: [],
  credentials: 'include',
  mode: 'cors',
  redirect: 'follow',
  body: false,
  initiator: 'fetch',
};

function originOf({ headers }: WireRequest): string {
  return headers.find(([name]) => name === 'Origin')?.[1] ?? '';
}

async function probed(
  accepts: (origin: string) => boolean,
  more: HeaderList = [
    ['Access-Control-Allow-Credentials', 'true'],
    ['Vary', 'Origin'],
  ],
  changed: Partial<CorsRequest> = {},
): Promise<SecurityReport> {
  const answer = (asked: WireRequest): WireAnswer =>
    answered(
      200,
      accepts(originOf(asked)) ? [['Access-Control-Allow-Origin', originOf(asked)], ...more] : [],
    );
  return securityReportOf(await run(answer, changed));
}

function run(
  answer: (request: WireRequest) => WireAnswer,
  changed: Partial<CorsRequest> = {},
): Promise<SecurityResult> {
  const asked = { ...request, ...changed };
  return securityProbe(asked, securityPlan(asked), new StubTransport(answer));
}

describe('the plan of the security probes', () => {
  it('names the target and the number of requests', () => {
    const plan = securityPlan(request);
    assert.equal(plan.requests, plan.origins.length);
    assert.ok(plan.requests <= 30);
    assert.ok(
      plan.consent.startsWith(`Send up to ${plan.requests} GET requests to api.example.com as if from`),
    );
    assert.doesNotMatch(JSON.stringify(plan), /s3cret/);
  });

  it('asks with OPTIONS where the method changes state', () => {
    assert.equal(securityPlan({ ...request, method: 'DELETE' }).method, 'OPTIONS');
    assert.equal(securityPlan({ ...request, method: 'POST' }).method, 'OPTIONS');
    assert.equal(securityPlan({ ...request, method: 'HEAD' }).method, 'HEAD');
  });

  it('forges origins with the scheme that is allowed: the page’s, and the server’s own', () => {
    const { origins } = securityPlan({ ...request, origin: 'http://localhost:3000' });
    const all = origins.map(({ origin }) => origin);
    assert.ok(all.includes('https://evilexample.com'));
    assert.ok(all.includes('http://localhost.evil.test'));
  });

  const seed = Number(process.env['PREFLIGHT_SEED'] ?? Date.now() % 1_000_000);

  it(`holds only origins that a browser can send there, each once, and never the page’s own (seed ${seed})`, () => {
    const host = fc.oneof(
      fc.domain(),
      fc.constantFrom(
        'localhost',
        '127.0.0.1',
        '[::1]',
        'a.github.io',
        'app.vercel.app',
        'com',
        'xn--bcher-kva.example',
      ),
    );
    const scheme = fc.constantFrom('http', 'https');
    fc.assert(
      fc.property(scheme, host, scheme, host, (pageScheme, pageHost, targetScheme, target) => {
        const origin = new URL(`${pageScheme}://${pageHost}`).origin;
        const url = `${targetScheme}://${target}/x`;
        const { origins } = securityPlan({ ...request, origin, url });
        const all = origins.map(({ origin }) => origin);
        assert.equal(new Set(all).size, all.length);
        assert.ok(!all.includes(origin));
        for (const found of all) assert.ok(isBrowserOrigin(found) && !isMixedContent(found, url), found);
        assert.deepEqual(
          origins.slice(0, 2).map(({ kind }) => kind),
          ['any', 'any'],
        );
      }),
      { seed, numRuns: 200 },
    );
  });
});

describe('the security probes', () => {
  const ways: [what: string, accepts: (origin: string) => boolean, kind: string, severity: string][] = [
    ['startsWith', (origin) => origin.startsWith(page), 'open-end', 'high'],
    ['endsWith', (origin) => origin.endsWith('example.com'), 'no-boundary', 'high'],
    ['an unescaped dot', (origin) => /^https:\/\/app.example.com$/.test(origin), 'dot', 'high'],
    ['null', (origin) => origin === page || origin === 'null', 'null', 'high'],
    ['any subdomain', (origin) => /^https:\/\/[\w-]+\.example\.com$/.test(origin), 'subdomain', 'low'],
    ['http', (origin) => /^https?:\/\/app\.example\.com$/.test(origin), 'downgrade', 'low'],
    ['any port', (origin) => /^https:\/\/app\.example\.com(:\d+)?$/.test(origin), 'port', 'low'],
    ['localhost', (origin) => origin === page || origin === 'http://localhost:3000', 'local', 'low'],
  ];
  for (const [what, accepts, kind, severity] of ways) {
    it(`find ${what}: ${severity}`, async () => {
      const { findings, sentence } = await probed(accepts);
      assert.equal(findings[0]?.kind, kind);
      assert.equal(findings[0].severity, severity);
      assert.equal(findings[0].credentials, true);
      assert.equal(sentence, findings[0].sentence);
      for (const origin of findings[0].origins) assert.ok(accepts(origin));
    });
  }

  it('find other customers of the same hosting', async () => {
    const { findings } = await probed((origin) => /^https:\/\/[\w-]+\.vercel\.app$/.test(origin), undefined, {
      origin: 'https://app.vercel.app',
    });
    assert.deepEqual(
      findings.filter(({ kind }) => kind === 'public-suffix').map(({ severity }) => severity),
      ['medium'],
    );
  });

  it('prove a reflection with two strangers, and stop there', async () => {
    const report = await probed(() => true);
    assert.equal(report.requests, 2);
    assert.equal(report.ended, 'everyone');
    assert.deepEqual(
      report.findings.map(({ kind, severity }) => [kind, severity]),
      [['any', 'high']],
    );
  });

  it('find nothing where the list is right', async () => {
    const report = await probed((origin) => origin === page);
    assert.deepEqual(report.findings, []);
    assert.equal(
      report.sentence,
      `None of ${report.requests} foreign origins was let in by api.example.com.`,
    );
    assert.equal(report.requests, report.planned);
  });

  it('do not count what no browser takes for a yes', async () => {
    const loud = await run((asked) =>
      answered(200, [['Access-Control-Allow-Origin', originOf(asked).toUpperCase()]]),
    );
    assert.deepEqual(securityReportOf(loud).findings, []);
    const refused = await run((asked) => answered(403, [['Access-Control-Allow-Origin', originOf(asked)]]));
    assert.deepEqual(securityReportOf(refused).findings, []);
    assert.match(securityReportOf(refused).sentence, /answered no probe with 2xx/);
    const capital = await probed(() => true, [['Access-Control-Allow-Credentials', 'True']]);
    assert.deepEqual(
      capital.findings.map(({ severity }) => severity),
      ['info'],
    );
  });

  it('rate “*” and reflection without cookies as information, unless the answer is not public', async () => {
    const star = (more: HeaderList, changed: Partial<CorsRequest> = {}): Promise<SecurityResult> =>
      run(() => answered(200, [['Access-Control-Allow-Origin', '*'], ...more]), changed);
    const severity = async (result: Promise<SecurityResult>): Promise<unknown> =>
      securityReportOf(await result).findings.map(({ kind, severity }) => `${kind} ${severity}`);
    assert.deepEqual(await severity(star([])), ['wildcard info']);
    assert.deepEqual(await severity(star([['Cache-Control', 'private']])), ['wildcard medium']);
    assert.deepEqual(await severity(star([], { url: 'https://10.0.0.8/' })), ['wildcard medium']);
    assert.deepEqual(await severity(star([], { headers: [['Authorization', 'Bearer x']] })), [
      'wildcard medium',
    ]);
    assert.deepEqual(
      (await probed(() => true, [])).findings.map(({ severity }) => severity),
      ['info'],
    );
  });

  it('are milder where cookies do not go along', async () => {
    const lax = await probed(
      () => true,
      [
        ['Access-Control-Allow-Credentials', 'true'],
        ['Set-Cookie', 'sid=s3cret; SameSite=Lax'],
      ],
    );
    assert.equal(lax.findings[0]?.severity, 'medium');
    assert.match(lax.findings[0].because.join(' '), /SameSite=Lax or Strict.*lacks Vary: Origin/s);
    const bearer = await probed(() => true, undefined, { headers: [['Authorization', 'Bearer s3cret']] });
    assert.equal(bearer.findings[0]?.severity, 'medium');
    assert.doesNotMatch(JSON.stringify([lax, bearer]), /s3cret/);
  });

  it('stop with the server, and with the user', async () => {
    const silent = await run(() => failed('reset'));
    assert.equal(silent.ended, 'unanswered');
    const controller = new AbortController();
    const stopped = await securityProbe(
      request,
      securityPlan(request),
      new StubTransport(() => (controller.abort(), answered(200))),
      { signal: controller.signal },
    );
    assert.equal(stopped.ended, 'aborted');
    assert.equal(stopped.answers.length, 1);
  });

  it('send nothing but the method of the plan, without a body', async () => {
    const transport = new StubTransport(() => answered(204));
    const asked: CorsRequest = { ...request, method: 'PUT', headers: [['X-Own', '1']], body: true };
    await securityProbe(asked, securityPlan(asked), transport);
    for (const { method, body, headers } of transport.sent) {
      assert.equal(method, 'OPTIONS');
      assert.equal(body, null);
      assert.deepEqual(
        headers.filter(([name]) => name.startsWith('Access-')),
        [
          ['Access-Control-Request-Method', 'PUT'],
          ['Access-Control-Request-Headers', 'x-own'],
        ],
      );
    }
  });
});
