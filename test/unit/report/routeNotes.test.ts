import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CorsRequest } from '../../../src/cors/types.ts';
import { probe } from '../../../src/probe/probe.ts';
import type { WireRoute } from '../../../src/probe/types.ts';
import { routeNotes } from '../../../src/report/routeNotes.ts';
import { answered, StubTransport } from '../probe/stubTransport.ts';

async function notes(origin: string, route: Partial<WireRoute>): Promise<string> {
  const request: CorsRequest = {
    url: 'https://api.test/orders',
    origin,
    method: 'GET',
    headers: [],
    credentials: 'omit',
    mode: 'cors',
    redirect: 'follow',
    body: false,
    initiator: 'fetch',
  };
  const transport = new StubTransport(() => ({
    ...answered(200, [['Access-Control-Allow-Origin', '*']]),
    ...route,
  }));
  return routeNotes(await probe(request, transport)).join('\n');
}

describe('routeNotes', () => {
  it('says once that a certificate would not do', async () => {
    assert.equal(
      await notes('https://app.test', { untrusted: 'CERT_HAS_EXPIRED', remote: '8.8.8.8:443' }),
      'Browsers refuse the certificate of api.test (CERT_HAS_EXPIRED): this test went on because certificate checks are off.',
    );
  });

  it('names the proxy', async () => {
    assert.equal(
      await notes('https://app.example.com', { proxy: 'proxy.test:3128', remote: '127.0.0.1:3128' }),
      "The requests went through the proxy proxy.test:3128; a browser's may not.",
    );
  });

  const spaces: readonly [origin: string, remote: string | null, expected: RegExp][] = [
    ['https://app.example.com', '127.0.0.1:443', /on this machine: Chromium asks people for permission/],
    ['https://app.example.com', '[::1]:443', /on this machine/],
    ['https://app.example.com', '192.168.0.9:443', /in the local network: Chromium asks people/],
    ['http://app.example.com', '192.168.0.9:443', /only over https, and after asking people/],
    ['https://8.8.8.8', '10.0.0.1:443', /in the local network/],
    ['https://app.example.com', '8.8.8.8:443', /^$/],
    ['https://app.example.com', null, /^$/],
    ['http://localhost:3000', '127.0.0.1:443', /^$/],
    ['https://192.168.0.1', '127.0.0.1:443', /^$/],
    ['https://nas.local', '192.168.0.9:443', /^$/],
    ['https://intranet', '192.168.0.9:443', /^$/],
    ['null', '127.0.0.1:443', /^$/],
  ];
  for (const [origin, remote, expected] of spaces) {
    it(`from ${origin} to ${remote ?? 'nowhere'}`, async () =>
      assert.match(await notes(origin, { remote }), expected));
  }
});
