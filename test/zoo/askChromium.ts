import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium as playwright, type Page } from 'playwright-core';
import { chromium, chromiumArgs } from '../../scripts/setup/index.mjs';
import type { ProbeReport } from '../../src/report/types.ts';
import type { Kept, Zoo } from './visit.ts';
import { SHORT_MS } from './visit.ts';

/** So many share a browser: whoever floods it may keep the next from being answered. */
const TOGETHER = 60;

/** How a page in a real Chromium fares with each animal, in their order. */
export async function askChromium({ habitat, kept }: Zoo): Promise<ProbeReport['result'][]> {
  const server = createServer((_request, response) => response.end('<!doctype html>')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const trusted = `--ignore-certificate-errors-spki-list=${keyHash(habitat.leaf.cert)}`;
  const results: ProbeReport['result'][] = [];
  try {
    for (let from = 0; from < kept.length; from += TOGETHER) {
      results.push(...(await askAll(kept.slice(from, from + TOGETHER), address, trusted)));
    }
  } finally {
    server.close();
  }
  return results;
}

async function askAll(kept: readonly Kept[], address: string, arg: string): Promise<ProbeReport['result'][]> {
  const browser = await playwright.launch({ executablePath: chromium(), args: [...chromiumArgs(), arg] });
  try {
    const page = await browser.newPage();
    const refused = new Set<string>();
    page.on('console', (message) => {
      const [, url] = /^Access to fetch at '([^']*)'/.exec(message.text()) ?? [];
      if (url !== undefined) refused.add(url);
    });
    await page.goto(address);
    const answered = await fetchAll(page, kept);
    return kept.map(({ home }, i) => {
      if (answered[i] === true) return 'readable';
      return refused.has(home.url) ? 'blocked' : 'not-cors';
    });
  } finally {
    await browser.close();
  }
}

/** Chromium's name for a key that it is to trust: SHA-256 over what the certificate says of it. */
function keyHash(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

/** Whether the page got an answer, from each. Whatever keeps everybody waiting is given up after a while. */
function fetchAll(page: Page, kept: readonly Kept[]): Promise<boolean[]> {
  const jobs = kept.map(({ animal: { request = {}, body, waits }, home }) => ({
    url: home.url,
    init: {
      method: request.method ?? 'GET',
      headers: (request.headers ?? []).map(([name, value]) => [name, value] as [string, string]),
      credentials: request.credentials ?? 'omit',
      ...(body === undefined ? {} : { body }),
    },
    patience: waits ? SHORT_MS : 15_000,
  }));
  return page.evaluate(async (all) => {
    const results: boolean[] = [];
    const queue = [...all.entries()];
    const one = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [i, { url, init, patience }] = next;
        const giveUp = new AbortController();
        const timer = setTimeout(() => giveUp.abort(), patience);
        results[i] = await fetch(url, { ...init, signal: giveUp.signal }).then(
          () => true,
          () => false,
        );
        clearTimeout(timer);
        giveUp.abort();
      }
    };
    await Promise.all(Array.from({ length: 12 }, one));
    return results;
  }, jobs);
}
