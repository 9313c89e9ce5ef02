import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from './types.ts';

export async function launchChromium(url: string, onLine: (text: string) => void): Promise<Browser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'oracle-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('console', (message) => onLine(message.text()));
  await page.goto(url);
  const version = context.browser()?.version() ?? '';
  return {
    name: 'chromium',
    version,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
