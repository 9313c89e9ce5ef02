import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { webkitDriver, xvfb } from '../../../scripts/setup/index.mjs';
import type { Browser } from './types.ts';

/** WebKitGTK's MiniBrowser under a display of its own; its console goes to standard error. */
export async function launchWebKit(url: string, onLine: (text: string) => void): Promise<Browser> {
  webkitDriver();
  const [binary] = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser');
  if (binary === undefined)
    throw new Error('MiniBrowser is not installed (Debian package webkit2gtk-driver).');
  const home = await mkdtemp(path.join(tmpdir(), 'oracle-webkit-'));
  const display = spawn(xvfb(), ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const numbers = display.stdio[3] as NodeJS.ReadableStream;
  const [number] = (await once(numbers, 'data')) as [Buffer];
  const child = spawn(binary, ['--enable-write-console-messages-to-stdout=TRUE', url], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      DISPLAY: `:${number.toString().trim()}`,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
  const exited = once(child, 'exit');
  createInterface({ input: child.stderr }).on('line', (line) => {
    const match =
      /CONSOLE (?:SECURITY |JS |NETWORK |OTHER |CONSOLEAPI )?(?:LOG|ERROR|WARN|INFO|DEBUG) (.*)$/.exec(line);
    if (match?.[1] !== undefined) onLine(match[1]);
  });
  return {
    name: 'webkit',
    version: '',
    async close() {
      child.kill();
      await exited;
      display.kill();
      await once(display, 'exit');
      await rm(home, { recursive: true, force: true });
    },
  };
}
