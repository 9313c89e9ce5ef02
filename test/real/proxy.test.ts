import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'mocha';
import type { TransportSettings } from '../../src/probe/transportSettings.ts';
import { direct } from '../../src/probe/transportSettings.ts';
import { asked, last, pageOrigin, report } from './live/ask.ts';
import { certificate } from './live/certificate.ts';
import { serveHttp2, type Http2Server } from './live/http2Server.ts';
import { serveProxy, type ProxyOptions, type ProxyServer } from './live/proxyServer.ts';
import { freePort, serveRaw } from './live/rawServer.ts';

const allowed = { 'access-control-allow-origin': pageOrigin, 'access-control-allow-methods': 'PUT' };

describe('through a proxy', () => {
  const http = createServer((_request, response) => void response.writeHead(200, allowed).end('{}'));
  let httpUrl: string;
  let https: Http2Server;
  let httpsUrl: string;
  const close: (() => void)[] = [];

  before(async () => {
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    https = await serveHttp2((stream) => {
      stream.respond({ ':status': 200, ...allowed });
      stream.end('{}');
    });
    httpUrl = `http://api.test:${(http.address() as AddressInfo).port}/orders`;
    httpsUrl = `https://api.test:${https.port}/orders`;
  });

  after(() => {
    http.close();
    http.closeAllConnections();
    https.close();
  });

  afterEach(() => close.splice(0).forEach((end) => end()));

  async function proxy(options: ProxyOptions = {}): Promise<ProxyServer> {
    const server = await serveProxy(options);
    close.push(() => server.close());
    return server;
  }

  function via(address: string, more: Partial<TransportSettings> = {}): TransportSettings {
    return { ...direct, proxy: { http: address, https: address }, strictTls: false, ...more };
  }

  const put = (url: string): ReturnType<typeof asked> => asked(url, { method: 'PUT' });

  it('sends whole URLs for http, over one connection, and says so', async () => {
    const server = await proxy();
    const done = await report(put(httpUrl), via(`http://${server.host}`));
    assert.equal(done.result, 'readable', done.sentence);
    assert.deepEqual(server.asked, [`OPTIONS ${httpUrl}`, `PUT ${httpUrl}`]);
    assert.deepEqual(server.headers.slice(0, 4), [
      'Host',
      new URL(httpUrl).host,
      'Proxy-Connection',
      'keep-alive',
    ]);
    assert.deepEqual(
      done.exchanges.map((exchange) => [exchange.proxy, exchange.reusedConnection]),
      [
        [server.host, false],
        [server.host, true],
      ],
    );
    assert.match(done.notes.join('\n'), new RegExp(`went through the proxy ${server.host}`));
  });

  it('asks for a tunnel for https, and speaks HTTP/2 through it', async () => {
    const server = await proxy();
    const done = await report(put(httpsUrl), via(server.host));
    assert.equal(done.result, 'readable', done.sentence);
    assert.deepEqual(server.asked, [`CONNECT ${new URL(httpsUrl).host}`]);
    assert.equal(last(done).httpVersion, '2');
  });

  it('goes through a proxy that speaks TLS itself', async () => {
    const server = await proxy({ tls: await certificate() });
    const through = await report(put(httpsUrl), via(`https://${server.host}`));
    assert.equal(through.result, 'readable', through.sentence);
    const strict = await report(put(httpsUrl), via(`https://${server.host}`, { strictTls: true }));
    assert.deepEqual([strict.failure?.kind, strict.failure?.code], ['proxy', 'DEPTH_ZERO_SELF_SIGNED_CERT']);
  });

  it('says who asks, by the address of the proxy or by a setting', async () => {
    const authorization = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    for (const url of [httpUrl, httpsUrl]) {
      const server = await proxy({ authorization });
      for (const settings of [
        via(`http://me:p%40ss@${server.host}`),
        via(server.host, { proxyAuthorization: authorization }),
      ]) {
        const done = await report(put(url), settings);
        assert.equal(done.result, 'readable', done.sentence);
        assert.doesNotMatch(JSON.stringify(done), /p@ss|p%40ss/);
      }
    }
  });

  it('never blames CORS for a proxy that wants a password, or refuses', async () => {
    for (const [options, code, sentence] of [
      [{ authorization: 'Basic x' }, '407', /wants a user name and a password \(407\)/],
      [{ refuse: 403 }, '403', /refuses to connect to api\.test/],
      [{ refuse: 502 }, '502', /did not get through to api\.test/],
    ] as const) {
      const server = await proxy(options);
      const { result, failure, sentence: text, who } = await report(put(httpsUrl), via(server.host));
      assert.deepEqual([result, failure?.kind, failure?.code, who], ['not-cors', 'proxy', code, 'network']);
      assert.match(text, sentence);
    }
    const server = await proxy({ authorization: 'Basic x' });
    const { failure } = await report(put(httpUrl), via(server.host));
    assert.deepEqual([failure?.kind, failure?.code], ['proxy', '407']);
  });

  it('names a proxy that is not there, is none, or never answers', async () => {
    const gone = await report(put(httpsUrl), via(`127.0.0.1:${await freePort()}`));
    assert.deepEqual([gone.failure?.kind, gone.failure?.code], ['proxy', 'ECONNREFUSED']);
    for (const address of ['socks5://127.0.0.1:1080', 'http://[']) {
      const { failure } = await report(put(httpsUrl), via(address));
      assert.deepEqual([failure?.kind, failure?.phase], ['proxy', 'connect']);
    }
    const junk = await serveRaw((socket) => socket.once('data', () => socket.end('SSH-2.0\r\n')));
    const silent = await serveRaw(() => undefined);
    close.push(junk.close, silent.close);
    const odd = await report(put(httpsUrl), via(junk.origin));
    assert.equal(odd.failure?.kind, 'proxy');
    const late = await report(put(httpsUrl), via(silent.origin), { timeoutMs: 300 });
    assert.deepEqual([late.failure?.kind, late.failure?.proxy], ['timeout', new URL(silent.origin).host]);
  });

  it('stops while it waits for the tunnel', async () => {
    const controller = new AbortController();
    const silent = await serveRaw((socket) => socket.once('data', () => controller.abort()));
    close.push(silent.close);
    const { result } = await report(put(httpsUrl), via(silent.origin), { signal: controller.signal });
    assert.equal(result, 'stopped');
  });

  it('goes straight to this machine unless it is asked not to', async () => {
    const server = await proxy();
    const here = httpUrl.replace('api.test', 'localhost');
    assert.equal((await report(put(here), via(server.host))).result, 'readable');
    assert.deepEqual(server.asked, []);
    assert.equal(
      (await report(put(here), via(server.host, { noProxy: ['<-loopback>'] }))).result,
      'readable',
    );
    assert.equal(server.asked.length, 2);
  });
});
