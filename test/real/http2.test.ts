import assert from 'node:assert/strict';
import { once } from 'node:events';
import { constants, createSecureServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, it } from 'mocha';
import { asked, last, pageOrigin, report } from './live/ask.ts';
import { certificate } from './live/certificate.ts';
import { serveHttp2, type Captured2 } from './live/http2Server.ts';

const anyCertificate = { strictTls: false };
const allowed = { ':status': 200, 'access-control-allow-origin': pageOrigin };
const TIMEOUT_MS = 700;

describe('HTTP/2', () => {
  const close: (() => void)[] = [];
  afterEach(() => close.splice(0).forEach((end) => end()));

  async function serve(
    answer: (stream: ServerHttp2Stream, request: Captured2, session: ServerHttp2Session) => void,
  ): Promise<string> {
    const server = await serveHttp2(answer);
    close.push(() => server.close());
    return `${server.origin}/orders`;
  }

  const ask = (url: string): ReturnType<typeof report> =>
    report(asked(url, { method: 'PUT' }), anyCertificate, { timeoutMs: TIMEOUT_MS });

  it('keeps header lines apart and as they came, and says which version it spoke', async () => {
    const url = await serve((stream, { headers }) => {
      const preflight = headers.some(([name, value]) => name === ':method' && value === 'OPTIONS');
      stream.respond({
        ...allowed,
        'access-control-allow-methods': 'PUT',
        ...(preflight ? {} : { 'set-cookie': ['a=1', 'b=2'], 'x-name': 'Zo\xeb' }),
      });
      stream.end('{}');
    });
    const { result, exchanges } = await ask(url);
    assert.equal(result, 'readable');
    const [preflight, main] = exchanges;
    assert.deepEqual([preflight?.httpVersion, main?.httpVersion], ['2', '2']);
    assert.deepEqual([preflight?.reusedConnection, main?.reusedConnection], [false, true]);
    const lines = main?.responseHeaders.filter(([name]) => name === 'set-cookie' || name === 'x-name');
    assert.deepEqual(lines?.map(([name]) => name).sort(), ['set-cookie', 'set-cookie', 'x-name']);
    assert.equal(lines?.find(([name]) => name === 'x-name')?.[1], 'Zo\xeb');
    assert.equal(main?.body?.looks, 'json');
    assert.notEqual(preflight?.timing.tls, null);
  });

  it('does not join two lines of Access-Control-Allow-Origin', async () => {
    const url = await serve((stream) => {
      stream.respond({ ':status': 200, 'access-control-allow-origin': [pageOrigin, pageOrigin] as never });
      stream.end();
    }).catch(() => null);
    if (url === null) return assert.fail('The server did not start.');
    const { cause } = await report(asked(url), anyCertificate);
    assert.equal(cause?.kind === 'multiple-allow-origin' && cause.lines, 2);
  });

  it('tells 103 from the answer', async () => {
    const url = await serve((stream) => {
      stream.additionalHeaders({ ':status': 103, link: '</a>' });
      stream.respond(allowed);
      stream.end();
    });
    assert.deepEqual(last(await report(asked(url), anyCertificate)).informational, [103]);
  });

  const faults: readonly [
    what: string,
    code: string,
    (stream: ServerHttp2Stream, s: ServerHttp2Session) => void,
  ][] = [
    ['resets the stream', 'INTERNAL_ERROR', (stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR)],
    ['refuses every stream', 'REFUSED_STREAM', (stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM)],
    [
      'says goodbye with an error',
      'ENHANCE_YOUR_CALM',
      (_stream, session) => session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM),
    ],
  ];
  for (const [what, code, misbehave] of faults) {
    it(`names what a server does that ${what}`, async () => {
      const url = await serve((stream, _request, session) => misbehave(stream, session));
      const { result, failure, sentence, exchanges } = await ask(url);
      assert.equal(result, 'not-cors');
      assert.deepEqual([failure?.kind, failure?.code, failure?.phase], ['http2', code, 'response']);
      assert.match(sentence, /broke off its HTTP\/2 answer to OPTIONS \/orders/);
      assert.equal(exchanges.length, 1);
    });
  }

  it('reads no header without end', async () => {
    const url = await serve((stream) => {
      const large = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`x-${i}`, 'x'.repeat(8000)]));
      stream.respond({ ...allowed, ...large });
      stream.end();
    });
    const { failure, sentence } = await ask(url);
    assert.deepEqual([failure?.kind, failure?.phase], ['headers-too-large', 'response']);
    assert.match(sentence, /larger than 128 KB/);
  });

  it('sends again what a server says that it has not touched', async () => {
    let refused = 0;
    const url = await serve((stream) => {
      if (refused++ === 0) return stream.close(constants.NGHTTP2_REFUSED_STREAM);
      stream.respond(allowed);
      stream.end();
    });
    assert.equal((await report(asked(url), anyCertificate)).result, 'readable');
    assert.equal(refused, 2);
  });

  it('takes a fresh connection after a goodbye', async () => {
    let sessions = 0;
    const seen = new Set<ServerHttp2Session>();
    const url = await serve((stream, { headers }, session) => {
      if (!seen.has(session)) sessions++;
      seen.add(session);
      stream.respond({ ...allowed, 'access-control-allow-methods': 'PUT' });
      stream.end();
      if (headers.some(([, value]) => value === 'OPTIONS')) session.close();
    });
    const { result, exchanges } = await ask(url);
    assert.equal(result, 'readable');
    assert.deepEqual([sessions, exchanges.at(-1)?.reusedConnection], [2, false]);
  });

  it('goes on in HTTP/1.1 where HTTP/2 is not wanted for a request', async () => {
    const { key, cert } = await certificate();
    const server = createSecureServer({ key, cert, allowHTTP1: true }, (request, response) => {
      if (request.httpVersion === '2.0') return response.stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED);
      response.writeHead(200, { 'Access-Control-Allow-Origin': pageOrigin }).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    close.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const done = await report(asked(`https://127.0.0.1:${port}/`), anyCertificate);
    assert.deepEqual([done.result, last(done).httpVersion], ['readable', '1.1']);
  });

  it('stops in time when nothing comes, and when a body does not end', async () => {
    const silent = await serve(() => undefined);
    const { failure } = await ask(silent);
    assert.deepEqual([failure?.kind, failure?.phase], ['timeout', 'response']);
    const endless = await serve((stream) => {
      stream.respond(allowed);
      const more = (): void => {
        while (!stream.destroyed && stream.write('x'.repeat(65_536)));
      };
      stream.on('drain', more);
      more();
    });
    const done = await report(asked(endless), anyCertificate);
    assert.deepEqual([done.result, last(done).body?.end], ['readable', 'cut']);
  });

  it('ends when it is told to', async () => {
    const controller = new AbortController();
    const url = await serve(() => controller.abort());
    const { result } = await report(asked(url), anyCertificate, { signal: controller.signal });
    assert.equal(result, 'stopped');
  });

  for (const [what, bytes, kind] of [
    ['speaks no HTTP/2 though it agreed to', 'SSH-2.0-OpenSSH_9.2\r\n'.repeat(4), 'http2'],
    ['closes the connection', null, 'closed'],
  ] as const) {
    it(`has a verdict on a server that ${what}`, async () => {
      const { key, cert } = await certificate();
      const server = createTlsServer({ key, cert, ALPNProtocols: ['h2'] }, (socket) => {
        socket.on('error', () => socket.destroy());
        socket.once('data', () => (bytes === null ? socket.end() : socket.write(bytes)));
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      close.push(() => server.close());
      const { result, failure } = await ask(`https://127.0.0.1:${port}/orders`);
      assert.deepEqual([result, failure?.kind, failure?.phase], ['not-cors', kind, 'response']);
    });
  }
});
