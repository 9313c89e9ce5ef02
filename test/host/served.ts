import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import { chromium as playwright } from 'playwright-core';
import { root } from '../../scripts/lib/root.mjs';
import { say } from '../../scripts/lib/say.mjs';
import { startVSCodeServer } from '../../scripts/lib/vscode-server.mjs';
import { chromium, chromiumArgs } from '../../scripts/setup/index.mjs';
import { mochaMark } from './mochaMark.ts';

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
const logFile = path.join(root, 'out', 'test', 'vscode.log');
mkdirSync(path.dirname(logFile), { recursive: true });
const log = createWriteStream(logFile);
process.exitCode = await runTests(folder, extensionDevelopmentPath, extensionTestsPath);
log.end();
process.stdin.destroy();
if (process.exitCode !== 0) say(`What VS Code itself said is in ${path.relative(root, logFile)}.`);

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
      await page.exposeFunction('codeAutomationLog', relay(log));
      await page.exposeFunction('codeAutomationExit', testsEnded.resolve);
      await page.goto(server.address({ folder, extensionDevelopmentPath, extensionTestsPath }));
      page.once('crash', () => testsEnded.resolve(1));
      page.once('close', () => testsEnded.resolve(1));
      // Whoever started this has ended without waiting for it.
      process.stdin.resume().once('end', () => testsEnded.resolve(1));
      return await Promise.race([testsEnded.promise, server.ended]);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Mocha's lines go on to this process's output; all else that the window and its extensions say, to a file. */
function relay(log: WriteStream): (type: string, args: unknown[]) => void {
  return (type, args) => {
    const line = format(...args);
    if (line.startsWith(mochaMark)) process.stdout.write(`${line.slice(mochaMark.length)}\n`);
    else log.write(`[${type}] ${line}\n`);
  };
}
