import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { asked, last, pageOrigin, report } from './live/ask.ts';
import { certificate, type Pair } from './live/certificate.ts';
import { preflight } from './live/preflight.ts';
import { freePort, serveRaw } from './live/rawServer.ts';

const DAY_MS = 86_400_000;

describe('certificates', () => {
  let authority: Pair;
  const close: (() => void)[] = [];

  before(async () => {
    authority = await certificate({ isAuthority: true });
  });

  afterEach(() => close.splice(0).forEach((end) => end()));

  async function serve(options: ServerOptions): Promise<string> {
    const server = createHttpsServer(options, (_request, response) =>
      response.writeHead(200, { 'Access-Control-Allow-Origin': pageOrigin, Vary: 'Origin' }).end(),
    );
    // A client that refuses the certificate goes away in the middle of the handshake.
    server.on('tlsClientError', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    close.push(() => {
      server.close();
      server.closeAllConnections();
    });
    return `https://localhost:${(server.address() as AddressInfo).port}/`;
  }

  const refused: readonly [what: string, code: string, sentence: RegExp, make: () => Promise<Pair>][] = [
    [
      'expired',
      'CERT_HAS_EXPIRED',
      /expired on \d{4}-\d\d-\d\d, so browsers refuse/,
      () =>
        certificate({
          from: new Date(Date.now() - 20 * DAY_MS),
          until: new Date(Date.now() - 10 * DAY_MS),
          authority,
        }),
    ],
    [
      'not valid yet',
      'CERT_NOT_YET_VALID',
      /is not valid yet \(from \d{4}-\d\d-\d\d on\)/,
      () => certificate({ from: new Date(Date.now() + 5 * DAY_MS), authority }),
    ],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', /is self-signed, so browsers refuse/, () => certificate()],
    [
      'for another name',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      /is for other\.test, www\.other\.test, not for localhost/,
      () => certificate({ names: ['other.test', 'www.other.test'], authority }),
    ],
    [
      'with markup and control characters for a name',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      /^[\x20-\x7e]*img[\x20-\x7e]*, not for localhost/,
      () => certificate({ names: ['<img\u0007src=x>'], authority }),
    ],
  ];
  for (const [what, code, sentence, make] of refused) {
    it(`refuses one that is ${what}, and goes on when it is told to`, async () => {
      const url = await serve(await make());
      const strict = await report(asked(url), { ca: [authority.cert] });
      assert.deepEqual(
        [strict.result, strict.failure?.kind, strict.failure?.code, strict.failure?.phase],
        ['not-cors', 'tls', code, 'tls'],
      );
      assert.match(strict.sentence, sentence);
      const lax = await report(asked(url), { ca: [authority.cert], strictTls: false });
      assert.deepEqual([lax.result, last(lax).untrusted], ['readable', code]);
      assert.match(
        lax.notes.join('\n'),
        new RegExp(`^Browsers refuse the certificate of localhost:\\d+ \\(${code}\\)`, 'm'),
      );
    });
  }

  it('names an authority that nobody knows, and trusts it when it is given', async () => {
    const url = await serve(await certificate({ authority }));
    const { failure, sentence } = await report(asked(url));
    assert.deepEqual([failure?.kind, failure?.code], ['tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']);
    assert.match(sentence, /intermediate certificate/);
    const { cert } = await certificate({ authority });
    const whole = await certificate({ authority });
    const chained = await serve({ key: whole.key, cert: `${whole.cert}\n${authority.cert}` });
    assert.match(
      (await report(asked(chained))).sentence,
      /from an authority \(Test Authority\) that this machine/,
    );
    const trusted = await report(asked(url), { ca: [authority.cert, cert] });
    assert.deepEqual([trusted.result, last(trusted).untrusted, trusted.notes], ['readable', null, []]);
  });

  it('says when a client certificate is wanted', async () => {
    const pair = await certificate({ authority });
    const url = await serve({ ...pair, ca: authority.cert, requestCert: true, rejectUnauthorized: true });
    const { failure, sentence } = await report(asked(url), { ca: [authority.cert] });
    assert.equal(failure?.kind, 'tls', JSON.stringify(failure));
    assert.match(sentence, /wants a client certificate/);
  });

  it('says when a server speaks only TLS that browsers refuse', async () => {
    const pair = await certificate({ authority });
    const url = await serve({
      ...pair,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const { failure, sentence } = await report(asked(url), { ca: [authority.cert] });
    assert.equal(failure?.kind, 'tls');
    assert.match(sentence, /switch on TLS 1\.2 or 1\.3/);
  });

  it('tells https to a port that speaks http, and that is silent, from a wrong certificate', async () => {
    const plain = await serveRaw((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    const silent = await serveRaw(() => undefined);
    close.push(plain.close, silent.close);
    const https = (origin: string): string => origin.replace('http:', 'https:');
    assert.match((await report(asked(https(plain.origin)))).sentence, /speaks plain http/);
    const late = await report(asked(https(silent.origin)), {}, { timeoutMs: 300 });
    assert.deepEqual([late.failure?.kind, late.failure?.phase], ['timeout', 'tls']);
    const nobody = await report(asked(`https://127.0.0.1:${await freePort()}/`));
    assert.equal(nobody.failure?.kind, 'refused');
  });

  describe('on the command line', () => {
    let folder: string;

    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'preflight-ca-'));
    });

    after(() => rm(folder, { recursive: true, force: true }));

    it('--ca, NODE_EXTRA_CA_CERTS and --insecure', async () => {
      const url = await serve(await certificate({ authority }));
      const file = path.join(folder, 'authority.pem');
      await writeFile(file, authority.cert);
      const ended = await Promise.all([
        preflight(['test', url]),
        preflight(['test', url, '--ca', file]),
        preflight(['test', url], 'src/cli/main.ts', { NODE_EXTRA_CA_CERTS: file }),
        preflight(['test', url, '--insecure']),
      ]);
      assert.deepEqual(
        ended.map(({ code }) => code),
        [3, 0, 0, 0],
      );
      assert.match(ended[3].stdout, /Browsers refuse the certificate of localhost:\d+/);
      const wrong = await preflight(['test', url, '--ca', path.join(folder, 'none.pem')]);
      assert.equal(wrong.code, 2);
      assert.match(wrong.stderr, /^preflight: [^\n]*none\.pem[^\n]* cannot be read: [^\n]+\n$/);
    });
  });
});
