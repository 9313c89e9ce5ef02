import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { after, afterEach, describe, it } from 'mocha';
import type { CorsRequest } from '../../src/cors/types.ts';
import { probe } from '../../src/probe/probe.ts';
import { openTransport } from '../../src/probe/transport.ts';
import { reportOf } from '../../src/report/probeReport.ts';
import { probeText } from '../../src/report/probeText.ts';
import type { ProbeReport } from '../../src/report/types.ts';
import { asked, last, report } from './live/ask.ts';
import { serveRaw } from './live/rawServer.ts';

const origin = 'http://localhost:3000';
const TIMEOUT_MS = 700;
/** The timeout, and the second that a body may take. */
const LIMIT_MS = 5000;
const ok = `HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: ${origin}\r\nVary: Origin\r\n`;

type Misbehave = (socket: Socket) => void;

/** Sends these bytes for each request that comes. */
function says(bytes: string | Buffer): Misbehave {
  return (socket) => socket.on('data', () => socket.write(bytes));
}

/** The same, and closes the connection after it. */
function saysAndEnds(bytes: string | Buffer): Misbehave {
  return (socket) => socket.once('data', () => socket.end(bytes));
}

/** Sends `part` again and again for as long as somebody reads. */
function floods(start: string, part: string): Misbehave {
  return (socket) =>
    socket.once('data', () => {
      socket.write(start);
      const more = (): void => {
        while (!socket.destroyed && socket.write(part));
      };
      socket.on('drain', more);
      more();
    });
}

/** Sends `start` at once and then a byte now and then. */
function drips(start: string): Misbehave {
  return (socket) =>
    socket.once('data', () => {
      socket.write(start);
      const timer = setInterval(() => socket.write('a'), 50);
      socket.once('close', () => clearInterval(timer));
    });
}

type Result = ProbeReport['result'];

const servers: readonly [what: string, server: Misbehave, result: Result, sentence?: RegExp][] = [
  ['closes at once', (socket) => socket.destroy(), 'not-cors'],
  ['says nothing', () => undefined, 'not-cors', /did not answer GET \/ within 0\.7 s/],
  ['closes inside of the status line', saysAndEnds('HTTP/1.1 20'), 'not-cors'],
  ['closes inside of the header', saysAndEnds(ok), 'not-cors', /closed the connection/],
  ['drips the status line', drips('HTTP/1.1 200 '), 'not-cors', /did not answer/],
  ['drips the header', drips(ok), 'not-cors', /did not answer/],
  ['drips the body', drips(`${ok}Content-Length: 100000\r\n\r\n`), 'readable'],
  ['never ends the body', floods(`${ok}\r\n`, 'x'.repeat(65536)), 'readable'],
  ['never ends the header', floods(ok, `X-More: ${'x'.repeat(4096)}\r\n`), 'not-cors', /larger than 256 KB/],
  [
    'sends 10 MB of header',
    saysAndEnds(`${ok}X-Large: ${'x'.repeat(10_000_000)}\r\n\r\n`),
    'not-cors',
    /larger than 256 KB/,
  ],
  [
    'sends thousands of headers',
    says(`${ok}${'X-A: 1\r\n'.repeat(5000)}Content-Length: 0\r\n\r\n`),
    'readable',
  ],
  [
    'sends 1xx without end',
    floods('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
    'not-cors',
    /did not answer/,
  ],
  [
    'sends 103 first',
    says(`HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${ok}Content-Length: 0\r\n\r\n`),
    'readable',
  ],
  [
    'sends 100 first',
    says(`HTTP/1.1 100 Continue\r\n\r\n${ok}Content-Length: 0\r\n\r\n`),
    'not-cors',
    /100 or 101 that nobody/,
  ],
  [
    'sends bytes beyond ASCII',
    says(Buffer.from(`${ok}X-Name: Zo\xeb\r\nContent-Length: 0\r\n\r\n`, 'latin1')),
    'readable',
  ],
  [
    'sends other control characters in a header, which browsers take',
    saysAndEnds(`${ok}X-Name: a\x0bb\x01\r\nContent-Length: 0\r\n\r\n`),
    'readable',
  ],
  [
    'ends its lines with LF alone, which browsers take',
    says(`${ok}Content-Length: 0\r\n\r\n`.replaceAll('\r', '')),
    'readable',
  ],
  [
    'sends a NUL in a header',
    saysAndEnds(`${ok}X-Name: a\0b\r\nContent-Length: 0\r\n\r\n`),
    'not-cors',
    /not HTTP/,
  ],
  ['says goodbye in another protocol', saysAndEnds('SSH-2.0-OpenSSH_9.2\r\n'), 'not-cors', /not HTTP/],
  ['answers without any header (HTTP/0.9)', saysAndEnds('<html>hello</html>'), 'not-cors', /not HTTP/],
  ['sends a body with 204', saysAndEnds(`${ok.replace('200 OK', '204 No Content')}\r\nbody`), 'readable'],
  ['sends less than Content-Length', saysAndEnds(`${ok}Content-Length: 100\r\n\r\nshort`), 'readable'],
  ['sends more than Content-Length', saysAndEnds(`${ok}Content-Length: 1\r\n\r\nlonger`), 'readable'],
  ['sends garbage for chunks', saysAndEnds(`${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\n`), 'readable'],
  [
    'sends a gzip bomb',
    saysAndEnds(
      Buffer.concat([Buffer.from(`${ok}Content-Encoding: gzip\r\n\r\n`), gzipSync(Buffer.alloc(20_000_000))]),
    ),
    'readable',
  ],
  [
    'redirects to itself',
    says(`${ok.replace('200 OK', '302 Found')}Location: /\r\nContent-Length: 0\r\n\r\n`),
    'not-cors',
    /redirected more than 20 times/,
  ],
  [
    'redirects to a URL with a password',
    says(
      `${ok.replace('200 OK', '302 Found')}Location: http://a:s3cret@other.invalid/\r\nContent-Length: 0\r\n\r\n`,
    ),
    'blocked',
    /user name or password/,
  ],
  [
    'redirects to another scheme',
    says(`${ok.replace('200 OK', '302 Found')}Location: ftp://other.invalid/\r\nContent-Length: 0\r\n\r\n`),
    'not-cors',
    /not http or https/,
  ],
  [
    'redirects to nowhere',
    says(`${ok.replace('200 OK', '302 Found')}Location: http://\r\nContent-Length: 0\r\n\r\n`),
    'not-cors',
    /is none\./,
  ],
  [
    'sends two Access-Control-Allow-Origin',
    says(`${ok}Access-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n`),
    'blocked',
    /once, with one origin/,
  ],
  [
    'sends markup and escapes in headers',
    says(
      'HTTP/1.1 200 <script>alert(1)</script>\r\nAccess-Control-Allow-Origin: <img src=x onerror=alert(1)>\r\nContent-Length: 0\r\n\r\n',
    ),
    'blocked',
    /which is not one origin/,
  ],
  [
    'sends a status of its own',
    says(`${ok.replace('200 OK', '799 Own')}Content-Length: 0\r\n\r\n`),
    'readable',
  ],
  ['speaks HTTP/1.0', saysAndEnds(`${ok.replace('1.1', '1.0')}\r\nhello`), 'readable'],
  ['resets the connection', (socket) => socket.once('data', () => socket.resetAndDestroy()), 'not-cors'],
  ['closes inside of the body', saysAndEnds(`${ok}Content-Length: 100\r\n\r\n{`), 'readable'],
  ['closes inside of a chunk', saysAndEnds(`${ok}Transfer-Encoding: chunked\r\n\r\nff\r\nabc`), 'readable'],
  ['never ends the status line', floods('HTTP/1.1 200 ', 'x'.repeat(4096)), 'not-cors'],
  ['never ends the name of a header', floods(ok, 'x'.repeat(4096)), 'not-cors', /larger than 256 KB/],
  [
    'never ends a chunk size',
    floods(`${ok}Transfer-Encoding: chunked\r\n\r\n`, '0'.repeat(4096)),
    'readable',
  ],
  [
    'says twice how long the body is, and not the same',
    saysAndEnds(`${ok}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`),
    'not-cors',
    /not HTTP/,
  ],
  [
    'folds a header over two lines',
    saysAndEnds(`${ok}X-Name: one\r\n two\r\nContent-Length: 0\r\n\r\n`),
    'readable',
  ],
  [
    'sends bytes beyond ASCII in the status line',
    says(Buffer.from(ok.replace('OK', 'Zo\xeb \u001b[31m') + 'Content-Length: 0\r\n\r\n', 'latin1')),
    'readable',
  ],
  [
    'sends a brotli bomb',
    saysAndEnds(
      Buffer.concat([
        Buffer.from(`${ok}Content-Encoding: br\r\n\r\n`),
        brotliCompressSync(Buffer.alloc(20_000_000), { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } }),
      ]),
    ),
    'readable',
  ],
  ['calls garbage gzip', saysAndEnds(`${ok}Content-Encoding: gzip\r\n\r\nnot gzip`), 'readable'],
  ['calls a body by an unknown encoding', saysAndEnds(`${ok}Content-Encoding: x-own\r\n\r\nabc`), 'readable'],
  [
    'redirects to a port that browsers block',
    says(`${ok.replace('200 OK', '302 Found')}Location: http://127.0.0.1:25/\r\nContent-Length: 0\r\n\r\n`),
    'not-cors',
    /port 25/i,
  ],
  ['speaks TLS', says(Buffer.from([0x15, 3, 1, 0, 2, 2, 40])), 'not-cors', /speaks https/],
  [
    'answers 101',
    saysAndEnds('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: chat\r\n\r\n'),
    'not-cors',
  ],
];

describe('hostile servers: a verdict in time, whatever comes', () => {
  const transports = new Set<ReturnType<typeof openTransport>>();
  after(() => Promise.all([...transports].map((transport) => transport.close())));
  const close: (() => void)[] = [];
  afterEach(() => close.splice(0).forEach((end) => end()));

  for (const [what, misbehave, result, sentence] of servers) {
    it(`a server that ${what}`, async () => {
      const server = await serveRaw(misbehave);
      const transport = openTransport();
      transports.add(transport);
      try {
        const request: CorsRequest = {
          url: `${server.origin}/`,
          origin,
          method: 'GET',
          headers: [],
          credentials: 'omit',
          mode: 'cors',
          redirect: 'follow',
          body: false,
          initiator: 'fetch',
        };
        const start = performance.now();
        const report = reportOf(await probe(request, transport, { timeoutMs: TIMEOUT_MS }), TIMEOUT_MS);
        const took = performance.now() - start;
        assert.equal(report.result, result, report.sentence);
        if (sentence !== undefined) assert.match(`${report.sentence} ${report.detail ?? ''}`, sentence);
        assert.ok(took < LIMIT_MS, `took ${Math.round(took)} ms`);
        assert.doesNotMatch(JSON.stringify(report), /s3cret/);
        assert.equal(
          probeText(report)
            .replaceAll('\n', '')
            .search(/\p{Cc}/u),
          -1,
        );
      } finally {
        server.close();
      }
    });
  }

  it('a server that redirects slowly and without end: the whole test has an end', async () => {
    const server = await serveRaw((socket) =>
      socket.on('data', () => {
        const timer = setTimeout(() => {
          socket.write(`${ok.replace('200 OK', '302 Found')}Location: /\r\nContent-Length: 0\r\n\r\n`);
        }, 200);
        socket.once('close', () => clearTimeout(timer));
      }),
    );
    close.push(server.close);
    const done = await report(asked(`${server.origin}/`), {}, { timeoutMs: TIMEOUT_MS, totalMs: 1000 });
    assert.deepEqual([done.result, done.failure?.code], ['not-cors', 'OUT_OF_TIME']);
    assert.match(done.sentence, /^The test ran out of time/);
    assert.ok(done.durationMs < LIMIT_MS);
  });

  it('a server that has an IPv6 address alone', async () => {
    const server = createServer((_request, response) =>
      response.writeHead(200, { 'Access-Control-Allow-Origin': origin }).end('<!doctype html>'),
    );
    close.push(() => {
      server.close();
      server.closeAllConnections();
    });
    server.listen(0, '::1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    for (const host of ['[::1]', 'localhost']) {
      const done = await report(asked(`http://${host}:${port}/`));
      assert.deepEqual([done.result, last(done).remote], ['readable', `[::1]:${port}`]);
      assert.equal(last(done).body?.looks, 'html');
    }
  });

  it('keeps nothing of what floods in', async () => {
    const used = (): number => {
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const before = used();
    for (const [start, part] of [
      [`${ok}\r\n`, 'x'.repeat(65536)],
      [ok, `X-More: ${'x'.repeat(4096)}\r\n`],
      ['HTTP/1.1 200 ', 'x'.repeat(65536)],
      ['', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'],
    ] as const) {
      const server = await serveRaw(floods(start, part));
      close.push(server.close);
      await report(asked(`${server.origin}/`), {}, { timeoutMs: TIMEOUT_MS });
    }
    assert.ok(used() - before < 100_000_000, `${Math.round((used() - before) / 1e6)} MB more`);
  });
});
