import assert from 'node:assert/strict';
import type { ServerHttp2Stream } from 'node:http2';
import { after, before, describe, it } from 'mocha';
import { probe } from '../../src/probe/probe.ts';
import { openTransport } from '../../src/probe/transport.ts';
import { direct } from '../../src/probe/transportSettings.ts';
import type { Transport } from '../../src/probe/types.ts';
import { Random } from '../oracle/random.ts';
import { Browser, type Init } from './live/chromium.ts';
import { header2, serveHttp2, type Captured2, type Http2Server } from './live/http2Server.ts';
import { plainRequests } from './live/plainRequests.ts';
import { randomInit, wireRequests, wireSeed } from './live/randomInit.ts';

/** Pseudo headers, headers, values and order. User-Agent aside: the browser of the tests is headless and says so. */
function wire({ headers, body }: Captured2): string {
  const lines = headers.map(([name, value]) => (name === 'user-agent' ? name : `${name}: ${value}`));
  return [...lines, '', body].join('\n');
}

const cookies = { session: '1', theme: 'dark' };

describe('what goes over the wire in HTTP/2', () => {
  let page: Http2Server;
  let api: Http2Server;
  let other: Http2Server;
  let browser: Browser;
  let transport: Transport;

  /** Allows everything; the path can ask for a redirect to another origin. */
  const allowAll = (stream: ServerHttp2Stream, request: Captured2): void => {
    const redirects =
      header2(request, ':path')?.startsWith('/redirect') && header2(request, ':method') !== 'OPTIONS';
    stream.respond({
      ':status': redirects ? 307 : 200,
      'access-control-allow-origin': header2(request, 'origin') ?? '*',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': header2(request, 'access-control-request-method') ?? '',
      'access-control-allow-headers': header2(request, 'access-control-request-headers') ?? '',
      ...(redirects ? { location: `${other.origin}/after` } : {}),
    });
    stream.end();
  };

  before(async () => {
    [page, api, other] = await Promise.all([
      serveHttp2(allowAll),
      serveHttp2(allowAll),
      serveHttp2(allowAll),
    ]);
    browser = await Browser.open('--ignore-certificate-errors');
    transport = openTransport({ ...direct, strictTls: false });
    await browser.visit(`${page.origin}/page`);
    await browser.setCookies(api.origin, cookies);
  });

  after(async () => {
    await browser.close();
    await transport.close();
    for (const server of [page, api, other]) server.close();
  });

  /** Browsers ask for icons and the like by themselves. */
  function captured(): string[] {
    return [page, api, other]
      .flatMap((server) => server.captured.splice(0))
      .map(wire)
      .filter((text) => !/^:path: \/(?:favicon\.ico|page)$/m.test(text));
  }

  async function same(path: string, init: Init): Promise<void> {
    captured();
    const { status, console } = await browser.fetch(api.origin + path, init);
    const fromChromium = captured();
    assert.equal(status, 200, console.join('\n'));
    assert.deepEqual(await sent(api.origin + path, init), fromChromium);
  }

  async function sent(
    url: string,
    { method = 'GET', headers = {}, credentials = 'same-origin', body }: Init,
  ): Promise<string[]> {
    await probe(
      {
        url,
        origin: page.origin,
        method,
        headers: Object.entries(headers),
        credentials,
        mode: 'cors',
        redirect: 'follow',
        body: body !== undefined,
        initiator: 'fetch',
      },
      transport,
      { confirm: () => true, otherEngines: false, body: body ?? null, cookie: 'session=1; theme=dark' },
    );
    return captured();
  }

  const cases: [string, string, Init][] = [
    ...plainRequests,
    ['HEAD', '/e', { method: 'HEAD' }],
    ['cookies, each in a line of its own', '/f', { method: 'PATCH', credentials: 'include' }],
    ['a Priority of its own', '/g', { headers: { Priority: 'u=3' } }],
    ['a range', '/h', { headers: { Range: 'bytes=0-1' } }],
    ['a conditional request', '/i', { headers: { 'If-None-Match': '"x"' } }],
    ['bytes beyond ASCII', '/j', { headers: { 'X-Name': 'Zoë' } }],
    ['a redirect to another origin', '/redirect', { method: 'PUT', body: 'x', headers: { 'X-A': '1' } }],
  ];
  for (const [what, path, init] of cases) it(what, () => same(path, init));

  it(`${wireRequests} random requests (seed ${wireSeed})`, async () => {
    const random = new Random(wireSeed);
    for (let i = 0; i < wireRequests; i++) await same(`/random/${i}`, randomInit(random));
  });

  it('as many connections as Chromium opens: one with and one without credentials', async () => {
    const counted = async (run: (url: string, init: Init) => Promise<unknown>): Promise<number> => {
      const server = await serveHttp2(allowAll);
      try {
        await run(`${server.origin}/a`, { method: 'PUT', credentials: 'include' });
        await run(`${server.origin}/b`, { method: 'PUT', credentials: 'include' });
        await run(`${server.origin}/c`, { method: 'DELETE', credentials: 'omit' });
        return server.connections;
      } finally {
        server.close();
      }
    };
    assert.deepEqual([await counted((url, init) => browser.fetch(url, init)), await counted(sent)], [2, 2]);
  });
});
