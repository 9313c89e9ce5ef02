import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { chromium } from 'playwright-core';
import { chromium as chromiumBinary, chromiumArgs } from '../../scripts/setup/index.mjs';
import { probe } from '../../src/probe/probe.ts';
import { openTransport } from '../../src/probe/transport.ts';
import { reportOf } from '../../src/report/probeReport.ts';
import type { CookieReport } from '../../src/report/types.ts';
import { launchFirefox } from '../oracle/browsers/firefox.ts';

/** Each under a name of its own. */
const lines = [
  'plain=1',
  'lax=1; SameSite=Lax',
  'strict=1; SameSite=Strict',
  'none=1; SameSite=None',
  'nonesecure=1; SameSite=None; Secure',
  'partitioned=1; SameSite=None; Secure; Partitioned',
  'partitionedopen=1; Partitioned',
  'secure=1; Secure',
  'strange=1; SameSite=Whatever',
  'twice=1; SameSite=None; SameSite=Lax; Secure',
  '__Host-good=1; Secure; Path=/; SameSite=None',
  '__Host-bad=1; Secure; Path=/x; SameSite=None',
  '__Secure-bad=1; SameSite=None',
  'gone=1; Max-Age=0; SameSite=None; Secure',
  'foreign=1; Domain=other.test; SameSite=None; Secure',
];

type Open = (url: string) => Promise<{ close(): Promise<void> }>;

/** With cookies as Chromium comes from its makers: Debian's blocks those of other sites. */
const openChromium: Open = async (url) => {
  const profile = await mkdtemp(path.join(tmpdir(), 'cookies-chromium-'));
  await mkdir(path.join(profile, 'Default'));
  const preferences = { profile: { cookie_controls_mode: 0 } };
  await writeFile(path.join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumBinary(),
    args: chromiumArgs(),
  });
  await (context.pages()[0] ?? (await context.newPage())).goto(url);
  return {
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
};

const openFirefox: Open = (url) => launchFirefox(url, () => undefined, {});

describe('cookies, as real browsers keep them', () => {
  const transport = openTransport();
  const servers: Server[] = [];
  let ports: readonly number[] = [];
  let done: (names: readonly string[]) => void;

  const answer: RequestListener = (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
    const { origin, cookie = '' } = request.headers;
    if (origin !== undefined) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Allow-Credentials', 'true');
    }
    if (pathname === '/page') {
      const api = JSON.stringify(searchParams.get('api'));
      const call = (path: string): string => `await fetch(${api} + '${path}', { credentials: 'include' });`;
      response.setHeader('Content-Type', 'text/html');
      response.end(`<script type="module">${call('/set')} ${call('/back')}</script>`);
      return;
    }
    if (pathname === '/set') response.setHeader('Set-Cookie', lines);
    response.end();
    if (pathname === '/back') done(cookie.split('; ').map((pair) => pair.replace(/=.*/, '')));
  };

  before(async () => {
    for (let count = 0; count < 2; count++) {
      const server = createServer(answer).listen(0);
      await once(server, 'listening');
      servers.push(server);
    }
    ports = servers.map((server) => (server.address() as AddressInfo).port);
  });

  after(async () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
    await transport.close();
  });

  /** The cookies that come back with the second request. */
  async function seen(open: Open, page: string, api: string): Promise<readonly string[]> {
    const names = new Promise<readonly string[]>((resolve) => (done = resolve));
    const browser = await open(`${page}/page?api=${encodeURIComponent(api)}`);
    try {
      return await names;
    } finally {
      await browser.close();
    }
  }

  async function told(page: string, api: string): Promise<readonly CookieReport[]> {
    const request = {
      url: `${api}/set`,
      origin: page,
      method: 'GET',
      headers: [],
      credentials: 'include',
      mode: 'cors',
      redirect: 'follow',
      body: false,
      initiator: 'fetch',
    } as const;
    return reportOf(await probe(request, transport)).cookies;
  }

  for (const [engine, open] of [
    ['chromium', openChromium],
    ['firefox', openFirefox],
  ] as const) {
    for (const [where, host] of [
      ['across sites', '127.0.0.1'],
      ['within a site', 'localhost'],
    ] as const) {
      it(`${engine}, ${where}`, async () => {
        const [page, api] = [`http://localhost:${ports[0]}`, `http://${host}:${ports[1]}`];
        const back = await seen(open, page, api);
        const expected = (await told(page, api))
          .filter(({ browsers }) =>
            browsers.some((browser) => browser.engine === engine && browser.kept !== 'no'),
          )
          .map(({ name }) => name);
        assert.deepEqual([...back].sort(), expected.sort());
      }).timeout(60_000);
    }
  }
});
