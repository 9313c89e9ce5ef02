import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { routes } from '../../examples/api/routes.mjs';
import type { ProbeReport } from '../../src/report/types.ts';
import { Browser } from './live/chromium.ts';
import { preflight } from './live/preflight.ts';
import { freePort, serveRaw } from './live/rawServer.ts';
import { startSampleApi, type SampleApi } from './live/sampleApi.ts';

describe('the classic errors of the sample API', () => {
  let sample: SampleApi;
  let browser: Browser;

  before(async () => {
    sample = await startSampleApi();
    browser = await Browser.open();
    await browser.visit(sample.page);
  });

  after(async () => {
    await browser.close();
    assert.equal(await sample.stop(), 0);
  });

  for (const { path, title, init, console: says } of routes) {
    it(`${title}: preflight test says what Chromium says`, async () => {
      const url = sample.api + path;
      const seen = await browser.fetch(url, init);
      const { code, stdout } = await preflight(testArguments(url, sample.page, init));
      const report = JSON.parse(stdout) as ProbeReport;
      const chromium = report.browsers.find(({ engine }) => engine === 'chromium');

      assert.deepEqual(chromium?.console, seen.console);
      assert.equal(report.result === 'readable', seen.status !== null);
      assert.equal(code, seen.status === null ? 1 : 0);
      const expected =
        says === null
          ? []
          : [
              `Access to fetch at '${url}' from origin '${sample.page}' has been blocked by CORS policy: ${says}`,
            ];
      assert.deepEqual(seen.console, expected, 'what the page tells about this route');
    });
  }
});

describe('the sample API', () => {
  it('takes other ports when its own are taken, and says so', async () => {
    const taken = await serveRaw(() => undefined);
    const sample = await startSampleApi({ page: taken.port, api: await freePort() });
    try {
      assert.match(
        sample.printed[0] ?? '',
        new RegExp(`^Port ${taken.port} is taken, so \\d+ is used instead`),
      );
      const response = await fetch(sample.page);
      assert.equal(response.status, 200);
    } finally {
      taken.close();
      await sample.stop();
    }
  });
});

function testArguments(url: string, origin: string, init: (typeof routes)[number]['init']): string[] {
  return [
    ...['test', url, '--origin', origin, '--format', 'json'],
    ...(init.method === undefined ? [] : ['--method', init.method]),
    ...Object.entries(init.headers ?? {}).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    ...(init.credentials === undefined ? [] : ['--credentials', init.credentials]),
    ...(init.body === undefined ? [] : ['--data', init.body]),
  ];
}
