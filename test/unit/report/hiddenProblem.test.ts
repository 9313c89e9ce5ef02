import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CorsRequest } from '../../../src/cors/types.ts';
import { isLoginUrl } from '../../../src/report/hiddenProblem.ts';
import type { ProbeReport } from '../../../src/report/types.ts';
import type { WireAnswer, WireRequest } from '../../../src/probe/types.ts';
import { answered, failed } from '../probe/stubTransport.ts';
import { allow, report } from './support.ts';

describe('what the CORS message hides', () => {
  const cases: {
    what: string;
    changed?: Partial<CorsRequest>;
    answer: (request: WireRequest) => WireAnswer;
    problem: ProbeReport['problem'];
    says: RegExp;
  }[] = [
    {
      what: 'a server that fails',
      answer: () => answered(500),
      problem: 'server-error',
      says: /^The server failed with 500 on GET \/orders; the CORS message hides it\.$/,
    },
    {
      what: 'an answer that refuses',
      answer: () => answered(404),
      problem: 'client-error',
      says: /^The server answered GET \/orders with 404; the CORS message hides it\.$/,
    },
    {
      what: 'a proxy with nothing behind it',
      answer: () => answered(502, [['Server', 'nginx/1.26.3']]),
      problem: 'proxy-error',
      says: /^nginx could not reach the server behind it \(502 on GET \/orders\)/,
    },
    {
      what: 'a proxy that waits in vain, for a preflight',
      changed: { method: 'PUT' },
      answer: () => answered(504),
      problem: 'proxy-error',
      says: /^The proxy waited in vain for the server behind it \(504 on OPTIONS \/orders\)/,
    },
    {
      what: 'Cloudflare with nothing behind it',
      answer: () => answered(522, [['Server', 'cloudflare']]),
      problem: 'proxy-error',
      says: /^Cloudflare could not reach the server behind it \(522/,
    },
    {
      what: 'a check for robots',
      answer: () =>
        answered(403, [
          ['cf-mitigated', 'challenge'],
          ['Server', 'cloudflare'],
        ]),
      problem: 'proxy-error',
      says: /^Cloudflare in front of the server answered GET \/orders with a check for robots/,
    },
    {
      what: 'a redirect to a login',
      answer: ({ url }) =>
        url.includes('login')
          ? answered(200, [['Content-Type', 'text/html']])
          : answered(302, [['Location', 'https://login.test/start?state=1']]),
      problem: 'login',
      says: /^The server redirects GET \/orders to a login instead of answering it: the page is not logged in\.$/,
    },
    {
      what: 'a login page at the end of a redirect that is allowed',
      answer: ({ url }) =>
        url.endsWith('/signin') ? answered(200) : answered(302, allow(['Location', '/signin'])),
      problem: 'login',
      says: /^The server redirects GET \/orders to a login/,
    },
    {
      what: 'a preflight that is sent to a login',
      changed: { method: 'PUT' },
      answer: () => answered(302, allow(['Location', '/oauth2/start?rd=x'])),
      problem: 'login',
      says: /^The server redirects OPTIONS \/orders to a login instead of answering it: http:\/\/api\.test\/oauth2\/start\.$/,
    },
    {
      what: 'a web page where an API was asked',
      answer: () => answered(200, [['Content-Type', 'text/html; charset=utf-8']]),
      problem: 'web-page',
      says: /^GET \/orders is answered with a web page \(HTML\)/,
    },
    {
      what: 'nothing: CORS is the matter',
      answer: () => answered(200),
      problem: 'cors',
      says: /^The server must answer GET \/orders with Access-Control-Allow-Origin/,
    },
    {
      what: 'nothing: the server is not there',
      answer: () => failed('refused'),
      problem: 'network',
      says: /^Nothing listens on/,
    },
    {
      what: 'nothing: the page can read the error',
      answer: () => answered(502, allow()),
      problem: 'none',
      says: /can read the answer/,
    },
    {
      what: 'nothing: the page asks for what nobody can allow',
      changed: { method: 'TRACE' },
      answer: () => answered(200),
      problem: 'page',
      says: /^No page may send TRACE/,
    },
  ];
  for (const { what, changed = {}, answer, problem, says } of cases) {
    it(what, async () => {
      const found = await report(changed, answer);
      assert.match(found.sentence, says);
      assert.equal(found.problem, problem);
      assert.ok(found.sentence.length <= 130, found.sentence);
    });
  }

  it('keeps to paths and hosts at which people log in', () => {
    const logins = [
      'https://login.example.com/',
      'https://example.com/sign-in?next=%2F',
      'https://team.cloudflareaccess.com/cdn-cgi/access/login/x',
      'https://example.com/realms/a/protocol/openid-connect/auth?x',
      'https://example.com/.auth/login/aad',
    ];
    const others = [
      'https://example.com/blogin',
      'https://example.com/orders',
      'https://example.com/authors',
    ];
    assert.deepEqual(
      logins.filter((url) => !isLoginUrl(url)),
      [],
    );
    assert.deepEqual(others.filter(isLoginUrl), []);
  });
});
