import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CorsRequest, HeaderList } from '../../../src/cors/types.ts';
import type { WireAnswer, WireRequest } from '../../../src/probe/types.ts';
import type { ControlsReport, ProbeReport } from '../../../src/report/types.ts';
import { answered } from '../probe/stubTransport.ts';
import { origin, report, sentHeader } from './support.ts';

const controls = { controls: true, confirm: () => true };

function allowing(value: string | null, more: HeaderList = []): WireAnswer {
  return answered(200, value === null ? more : [['Access-Control-Allow-Origin', value], ...more]);
}

async function controlled(
  answer: (request: WireRequest) => WireAnswer,
  changed: Partial<CorsRequest> = {},
  cookie: string | null = null,
): Promise<ProbeReport> {
  return report(changed, answer, { ...controls, cookie });
}

function kinds({ controls }: ProbeReport): string[] {
  return (controls?.requests ?? []).map(({ kind }) => kind);
}

describe('controls', () => {
  const policies: [ControlsReport['origins'], (asked: string | null) => string | null][] = [
    ['reflected', (asked) => asked],
    ['listed', (asked) => (asked === origin ? asked : null)],
    ['listed', (asked) => (asked === origin ? asked : 'http://other.test')],
    ['fixed', () => origin],
  ];
  for (const [expected, policy] of policies) {
    it(`tell a server whose origins are ${expected}`, async () => {
      const found = await controlled((request) => allowing(policy(sentHeader(request, 'Origin'))));
      assert.deepEqual(kinds(found), ['no-origin', 'other-origin']);
      assert.equal(found.controls?.origins, expected);
      assert.equal(found.controls.findings.length, 1);
    });
  }

  it('do not say that an origin is on a list when it is not let in', async () => {
    const found = await controlled((request) =>
      allowing(sentHeader(request, 'Origin') === origin ? 'http://a.test' : null),
    );
    assert.equal(found.controls?.origins, 'listed');
    assert.match(found.controls.findings.join(' '), /does not let http:\/\/localhost:3000 in/);
  });

  it('are left out where they tell nothing: “*”, no CORS headers, the same origin', async () => {
    assert.equal((await controlled(() => allowing('*'))).controls, null);
    assert.equal((await controlled(() => allowing(null))).controls, null);
    assert.equal((await controlled(() => allowing(origin), { url: `${origin}/same` })).controls, null);
  });

  it('are off unless asked for', async () => {
    assert.equal((await report({}, () => allowing(origin))).controls, null);
  });

  it('repeat nothing that changes state, and carry no body', async () => {
    const sent: WireRequest[] = [];
    const found = await controlled(
      (request) => {
        sent.push(request);
        return allowing(origin, [['Access-Control-Allow-Methods', 'DELETE']]);
      },
      { method: 'DELETE' },
    );
    assert.deepEqual(kinds(found), ['no-origin', 'other-origin', 'random-path']);
    assert.deepEqual(
      sent.map(({ method }) => method),
      ['OPTIONS', 'DELETE', 'OPTIONS', 'OPTIONS', 'OPTIONS'],
    );
  });

  const put: Partial<CorsRequest> = { method: 'PUT', headers: [['Authorization', 'Bearer s3cret']] };
  const passes: HeaderList = [
    ['Access-Control-Allow-Methods', 'PUT'],
    ['Access-Control-Allow-Headers', 'authorization'],
  ];

  it('tell a handler for every path from one for this path', async () => {
    const everywhere = await controlled(() => allowing(origin, passes), put);
    assert.equal(everywhere.controls?.options, 'every-path');
    const here = await controlled(
      ({ url }) => (url.endsWith('/orders') ? allowing(origin, passes) : answered(404)),
      put,
    );
    assert.equal(here.controls?.options, 'this-path');
  });

  it('tell settings that hold everywhere from no settings at all', async () => {
    const settings = await controlled(() => allowing('http://other.test'), put);
    assert.match(settings.controls?.findings.join(' ') ?? '', /these CORS settings hold for every path/);
    const none = await controlled(() => answered(404), put);
    assert.match(none.controls?.findings.join(' ') ?? '', /no CORS handler answers OPTIONS/);
  });

  it('find a CORS handler behind something that answers OPTIONS on this path', async () => {
    const found = await controlled(
      ({ url }) => (url.endsWith('/orders') ? answered(405) : allowing(origin, passes)),
      put,
    );
    assert.match(found.controls?.findings.join(' ') ?? '', /a CORS handler is there, and something in front/);
  });

  it('prove that authentication stands in front of CORS', async () => {
    const sent: WireRequest[] = [];
    const found = await controlled((request) => {
      sent.push(request);
      return sentHeader(request, 'Authorization') === null ? answered(401) : allowing(origin, passes);
    }, put);
    assert.equal(found.controls?.auth, 'proved');
    assert.equal(
      sent.every(({ method }) => method === 'OPTIONS'),
      true,
    );
    assert.doesNotMatch(JSON.stringify(found), /s3cret/);
  });

  it('take a preflight that is sent to a login for one that is asked to log in', async () => {
    for (const answer of [answered(401), answered(302, [['Location', '/login']])]) {
      assert.equal((await controlled(() => answer, { method: 'PUT' })).controls?.auth, 'likely');
    }
  });

  it('do not take a 403 for everyone for authentication', async () => {
    const found = await controlled(() => answered(403), put);
    assert.equal(found.controls?.auth, 'no');
  });

  it('come after the verdict', async () => {
    const order: string[] = [];
    await report({}, () => (order.push('sent'), allowing(origin)), {
      ...controls,
      onVerdict: ({ verdict, controls }) => order.push(`${verdict.outcome} ${controls.length}`),
    });
    assert.deepEqual(order, ['sent', 'readable 0', 'sent', 'sent']);
  });

  it('end where the server no longer answers', async () => {
    let answers = 0;
    const found = await controlled(() => (answers++ < 2 ? allowing(origin) : answered(200)));
    assert.equal(found.controls?.origins, 'listed');
  });
});

describe('Vary, judged by comparing', () => {
  async function vary(
    policy: (asked: string | null) => HeaderList,
    compare = true,
  ): Promise<ProbeReport['vary']> {
    const answer = (request: WireRequest): WireAnswer => answered(200, policy(sentHeader(request, 'Origin')));
    return (await report({}, answer, { controls: compare })).vary;
  }
  const named = (asked: string | null, ...more: HeaderList): HeaderList =>
    asked === null ? more : [['Access-Control-Allow-Origin', asked], ...more];

  it('is right when every answer says so', async () => {
    assert.equal((await vary((asked) => named(asked, ['Vary', 'Accept, Origin'])))?.state, 'ok');
  });

  it('is missing when only answers with an origin say so', async () => {
    const found = await vary((asked) => (asked === null ? [] : named(asked, ['Vary', 'Origin'])));
    assert.equal(found?.state, 'missing');
    assert.match(found.text, /^The answer to a request without Origin lacks Vary: Origin/);
  });

  it('is missing, with the cache that will do harm', async () => {
    const found = await vary((asked) => named(asked, ['Age', '12'], ['X-Cache', 'HIT']));
    assert.equal(found?.state, 'missing');
    assert.equal(found.throughCache, true);
    assert.deepEqual(found.hints, ['Age: 12', 'X-Cache: HIT']);
    assert.match(found.text, /the cache that it came through/);
  });

  it('is not needed where everyone gets the same', async () => {
    assert.equal((await vary(() => [['Access-Control-Allow-Origin', '*']]))?.state, 'not-needed');
    assert.equal((await vary(() => [['Access-Control-Allow-Origin', origin]]))?.state, 'not-needed');
  });

  it('does no harm where nothing may be kept', async () => {
    assert.equal((await vary((asked) => named(asked, ['Cache-Control', 'no-store'])))?.state, 'harmless');
  });

  it('is not known without a comparison, or without CORS headers', async () => {
    assert.equal((await vary((asked) => named(asked), false))?.state, 'unknown');
    assert.equal(await vary(() => []), null);
  });
});
