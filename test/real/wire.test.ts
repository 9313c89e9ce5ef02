import assert from 'node:assert/strict';
import type { LookupFunction } from 'node:net';
import { after, before, describe, it } from 'mocha';
import type { CorsRequest, HeaderList } from '../../src/cors/types.ts';
import { probe } from '../../src/probe/probe.ts';
import { openTransport } from '../../src/probe/transport.ts';
import { direct } from '../../src/probe/transportSettings.ts';
import type { Transport } from '../../src/probe/types.ts';
import { Random } from '../oracle/random.ts';
import { Browser, type Init } from './live/chromium.ts';
import { plainRequests } from './live/plainRequests.ts';
import { randomInit, wireRequests, wireSeed } from './live/randomInit.ts';
import { header, serveAnswers, type Captured, type RawServer } from './live/rawServer.ts';

/** Names, values and order on the wire. User-Agent aside: the browser of the tests is headless and says so. */
function wire({ requestLine, headers, body }: Captured): string {
  const lines = headers.map(([name, value]) => (name === 'User-Agent' ? name : `${name}: ${value}`));
  return [requestLine, ...lines, '', body].join('\n');
}

/** Allows everything; the path can ask for a redirect to another origin and for a cookie. */
function allowAll(elsewhere: () => string): (request: Captured) => string {
  return (request) => {
    if (request.requestLine.startsWith('GET /page ')) return 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
    const redirects =
      request.requestLine.includes(' /redirect') && !request.requestLine.startsWith('OPTIONS');
    return [
      `HTTP/1.1 ${redirects ? '307 Temporary Redirect' : '200 OK'}`,
      `Access-Control-Allow-Origin: ${header(request, 'origin') ?? '*'}`,
      'Access-Control-Allow-Credentials: true',
      `Access-Control-Allow-Methods: ${header(request, 'access-control-request-method') ?? ''}`,
      `Access-Control-Allow-Headers: ${header(request, 'access-control-request-headers') ?? ''}`,
      ...(redirects ? [`Location: ${elsewhere()}/after`] : []),
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n');
  };
}

describe('what goes over the wire', () => {
  let page: RawServer;
  let api: RawServer;
  let other: RawServer;
  let browser: Browser;
  let transport: Transport;

  before(async () => {
    const answer = allowAll(() => other.origin);
    [page, api, other] = await Promise.all([
      serveAnswers(answer),
      serveAnswers(answer),
      serveAnswers(answer),
    ]);
    browser = await Browser.open('--host-resolver-rules=MAP *.test 127.0.0.1');
    transport = openTransport(direct, { lookup: toThisMachine });
    await browser.visit(`${page.origin}/page`);
  });

  after(async () => {
    await browser.close();
    await transport.close();
    for (const server of [page, api, other]) server.close();
  });

  function captured(): string[] {
    return [page, api, other]
      .flatMap((server) => server.captured.splice(0))
      .map(wire)
      .filter(isTheTests);
  }

  async function same(path: string, init: Init, base = api.origin): Promise<void> {
    captured();
    const { status, console } = await browser.fetch(base + path, init);
    const fromChromium = captured();
    assert.equal(status, 200, console.join('\n'));
    assert.deepEqual((await sent(base + path, init)).filter(isTheTests), fromChromium);
  }

  async function sent(
    url: string,
    { method = 'GET', headers = {}, credentials = 'same-origin', body }: Init,
  ): Promise<string[]> {
    const request: CorsRequest = {
      url,
      origin: page.origin,
      method,
      headers: Object.entries(headers),
      credentials,
      mode: 'cors',
      redirect: 'follow',
      body: body !== undefined,
      initiator: 'fetch',
    };
    await probe(request, transport, { confirm: () => true, otherEngines: false, body: body ?? null });
    return captured();
  }

  const cases: [string, string, Init][] = [
    ...plainRequests,
    ['a DELETE', '/e', { method: 'DELETE' }],
    ['a DELETE with a body', '/f', { method: 'DELETE', body: 'x' }],
    ['a PATCH in lower case', '/g', { method: 'patch' }],
    ['HEAD', '/h', { method: 'HEAD' }],
    ['a method of its own', '/i', { method: 'PROPFIND', body: '<a/>' }],
    [
      'Accept and Accept-Language of its own',
      '/j',
      { headers: { Accept: 'text/csv', 'Accept-Language': 'de' } },
    ],
    ['credentials', '/k', { credentials: 'include', headers: { 'X-Requested-With': 'XMLHttpRequest' } }],
    [
      'a redirect to another origin',
      '/redirect',
      { method: 'PUT', body: 'x', headers: { 'X-A': '1', Authorization: 'Bearer x' } },
    ],
    ['a query and characters to encode', "/l m?q=ä&r='#fragment", {}],
    ['User-Agent, which Chromium sets itself', '/n', { headers: { 'User-Agent': 'mine', 'X-A': '1' } }],
    ['no-cache headers', '/o', { headers: { 'Cache-Control': 'no-cache', Pragma: 'no-cache' } }],
    ['bytes beyond ASCII', '/p', { headers: { 'X-Name': 'Zoë' } }],
  ];
  for (const [what, path, init] of cases) it(what, () => same(path, init));

  it('a URL that is not trustworthy', () =>
    same('/q', { method: 'PUT', headers: { 'X-A': '1', 'X-B': '2' } }, `http://api.test:${api.port}`));

  it('another name of this machine', () => same('/r', { method: 'PATCH' }, `http://localhost:${api.port}`));

  it(`${wireRequests} random requests (seed ${wireSeed})`, async () => {
    const random = new Random(wireSeed);
    for (let i = 0; i < wireRequests; i++) await same(`/random/${i}`, randomInit(random));
  });

  it('goes over one connection, and over a fresh one when the server has closed it', async () => {
    const request = { ...simple(`${api.origin}/s`, page.origin), headers: [['X-A', '1']] as HeaderList };
    await probe(request, transport);
    const { sent } = await probe(request, transport);
    assert.deepEqual(
      sent.map(({ answer }) => answer.reusedConnection),
      [true, true],
    );
    api.dropConnections();
    const { verdict } = await probe(request, transport);
    assert.equal(verdict.outcome, 'readable');
  });
});

/** As the browser of these tests resolves names: all of them to this machine. */
const toThisMachine: LookupFunction = (_hostname, { all }, callback) => {
  if (all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};

/** Browsers ask for icons and the like by themselves. */
function isTheTests(request: string): boolean {
  return !/^GET \/(?:favicon\.ico|page) /.test(request);
}

function simple(url: string, origin: string): CorsRequest {
  return {
    url,
    origin,
    method: 'GET',
    headers: [],
    credentials: 'same-origin',
    mode: 'cors',
    redirect: 'follow',
    body: false,
    initiator: 'fetch',
  };
}
