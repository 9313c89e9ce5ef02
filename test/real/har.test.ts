import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import { chromium } from 'playwright-core';
import { chromium as chromiumBinary, chromiumArgs } from '../../scripts/setup/index.mjs';
import { probe } from '../../src/probe/probe.ts';
import { openTransport } from '../../src/probe/transport.ts';
import { harOf } from '../../src/report/har.ts';
import { jsonText } from '../../src/report/jsonText.ts';
import { reportOf } from '../../src/report/probeReport.ts';
import { serveAnswers } from './live/rawServer.ts';

describe('a HAR of a test', () => {
  it('is one that Playwright plays back to Chromium', async () => {
    const server = await serveAnswers(() =>
      ['HTTP/1.1 203 Tea', 'X-Tea: green', 'Content-Type: text/html', 'Content-Length: 2', '', 'hi'].join(
        '\r\n',
      ),
    );
    const transport = openTransport();
    const folder = await mkdtemp(path.join(tmpdir(), 'preflight-har-'));
    const url = `${server.origin}/tea?leaf=1`;
    const request = {
      url,
      origin: 'http://localhost:3000',
      method: 'GET',
      headers: [],
      credentials: 'omit',
      mode: 'cors',
      redirect: 'follow',
      body: false,
      initiator: 'fetch',
    } as const;
    const report = reportOf(await probe(request, transport));
    await transport.close();
    server.close();
    const file = path.join(folder, 'tea.har');
    await writeFile(
      file,
      jsonText(harOf(report, { version: '1.0.0', startedAt: new Date(0).toISOString() })),
    );
    const browser = await chromium.launch({ executablePath: chromiumBinary(), args: chromiumArgs() });
    try {
      const page = await browser.newPage();
      await page.routeFromHAR(file, { notFound: 'abort' });
      const response = await page.goto(url);
      assert.equal(response?.status(), 203);
      assert.equal(await response.headerValue('x-tea'), 'green');
    } finally {
      await browser.close();
      await rm(folder, { recursive: true });
    }
  }).timeout(30_000);
});
