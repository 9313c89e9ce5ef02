import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium as playwright } from 'playwright-core';
import { startVSCodeServer } from '../../scripts/lib/vscode-server.mjs';
import { chromium, chromiumArgs } from '../../scripts/setup/index.mjs';

/** Takes the arguments that VS Code takes for extension tests, runs them in the served VS Code, ends with their status. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
});
const { extensionDevelopmentPath, extensionTestsPath } = values;
const [folder] = positionals;
if (typeof extensionDevelopmentPath !== 'string' || typeof extensionTestsPath !== 'string' || !folder) {
  throw new Error('Name a folder to open, --extensionDevelopmentPath=DIR and --extensionTestsPath=FILE.');
}
process.exitCode = await runTests(folder, extensionDevelopmentPath, extensionTestsPath);

async function runTests(
  folder: string,
  extensionDevelopmentPath: string,
  extensionTestsPath: string,
): Promise<number> {
  const dir = mkdtempSync(path.join(tmpdir(), 'preflight-vscode-'));
  const server = await startVSCodeServer({ dir });
  try {
    const browser = await playwright.launch({ executablePath: chromium(), args: chromiumArgs() });
    try {
      const page = await browser.newPage();
      const testsEnded = Promise.withResolvers<number>();
      await page.exposeFunction('codeAutomationLog', relay);
      await page.exposeFunction('codeAutomationExit', testsEnded.resolve);
      await page.goto(server.address({ folder, extensionDevelopmentPath, extensionTestsPath }));
      return await Promise.race([testsEnded.promise, server.ended]);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What the extension host prints goes on to this process's own output. */
function relay(type: string, args: unknown[]): void {
  const line = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ');
  const stream = type === 'error' || type === 'warn' ? process.stderr : process.stdout;
  stream.write(`${line}\n`);
}
