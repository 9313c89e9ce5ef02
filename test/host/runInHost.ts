import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from '@vscode/test-electron';
import path from 'node:path';
import { root } from '../../scripts/lib/root.mjs';
import { say } from '../../scripts/lib/say.mjs';
import { bundleInHostTests } from './bundleInHostTests.ts';
import { scratch } from './scratch.ts';

/** Runs test/inhost inside a real VS Code, on a copy of the folder of samples. Exit status 1 when a test fails. */
const { dir, remove } = scratch(path.join(root, 'examples', 'workspace'));
try {
  process.exitCode = await runTests({
    vscodeExecutablePath: await vscode(),
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleInHostTests(),
    launchArgs: [dir],
    extensionTestsEnv: { ...process.env },
  });
} catch (error) {
  // Mocha has told the failures.
  if (!(error instanceof TestRunFailedError)) throw error;
  process.exitCode = 1;
} finally {
  remove();
}

/** The desktop VS Code where there is a display and it can be downloaded, else the one that npm carries. */
async function vscode(): Promise<string> {
  const served = path.join(root, 'test', 'host', 'vscode');
  const display = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!display) return served;
  try {
    return await downloadAndUnzipVSCode({ timeout: 10_000 });
  } catch (error) {
    say(
      `VS Code cannot be downloaded (${error instanceof Error ? error.message : String(error)}): using npm's.`,
    );
    return served;
  }
}
