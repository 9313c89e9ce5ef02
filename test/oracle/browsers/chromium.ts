import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromium as chromiumBinary, chromiumArgs } from '../../../scripts/setup/index.mjs';
import type { Browser, Setting } from './types.ts';

export async function launchChromium(
  url: string,
  onLine: (text: string) => void,
  { switches = [], permissions = [] }: Setting,
): Promise<Browser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'oracle-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumBinary(),
    args: [...chromiumArgs(), ...switches],
  });
  if (permissions.length > 0) await context.grantPermissions([...permissions]);
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
