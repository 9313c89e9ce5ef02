import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'mocha';
import { asked, last, pageOrigin, report } from './live/ask.ts';
import { serveRaw } from './live/rawServer.ts';

const TIMEOUT_MS = 700;
/** The limit of the whole test, and what a busy machine takes besides. */
const LIMIT_MS = 5000;
const ok = `HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: ${pageOrigin}\r\n`;

describe('servers that need more than one look; the others are in the zoo', () => {
  const close: (() => void)[] = [];
  afterEach(() => close.splice(0).forEach((end) => end()));

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
      response.writeHead(200, { 'Access-Control-Allow-Origin': pageOrigin }).end('<!doctype html>'),
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
});
