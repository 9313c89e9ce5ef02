import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { endGroup } from './lib/end-group.mjs';
import { main } from './lib/main.mjs';
import { npmBin, projectEnv, root, toolsDir } from './lib/root.mjs';
import { say } from './lib/say.mjs';
import { SetupError } from './lib/setup-error.mjs';
import { npmPackages } from './setup/npm-packages.mjs';

const workspace = path.join(root, 'examples', 'workspace');

/** What was started and has to be ended, last first. @type {(() => void | Promise<void>)[]} */
const running = [];
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void stop(0));

await main(async () => {
  npmPackages();
  say('Building Preflight …');
  const { build } = await import('./lib/bundle.mjs');
  await build();
  const { page, api } = await startSampleApi();
  const where = (await startDesktop()) ?? (await startServed());
  say(whatToTry(where, page, api));
});

/**
 * Starts the sample API and the page that calls it.
 * @returns {Promise<{ page: string, api: string }>} their origins
 */
async function startSampleApi() {
  const child = spawn(npmBin('node'), [path.join(root, 'examples', 'api', 'server.mjs')], {
    cwd: root,
    env: projectEnv(),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  running.push(() => endGroup(child.pid, 'SIGTERM'));
  /** @type {Record<string, string>} */
  const addresses = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, origin] = /^(Page|API):\s+(\S+)/.exec(line) ?? [];
    if (name && origin) addresses[name] = origin;
    else if (line) say(line);
    const { Page: page, API: api } = addresses;
    if (page && api) return { page, api };
  }
  throw new SetupError('The sample API (examples/api/server.mjs) ended before it listened.');
}

/**
 * Opens the desktop VS Code, downloaded by @vscode/test-electron, where there is a display and a download.
 * @returns {Promise<string | undefined>} where it is, in words
 */
async function startDesktop() {
  const display = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!display) return undefined;
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  const vscode = await downloadAndUnzipVSCode({
    cachePath: path.join(root, '.vscode-test'),
    timeout: 15_000,
  }).catch((/** @type {Error} */ error) => {
    say(`VS Code cannot be downloaded (${error.message}); npm's is served instead.`);
    return undefined;
  });
  if (!vscode) return undefined;
  const profile = path.join(toolsDir, 'desktop');
  const child = spawn(
    vscode,
    [
      workspace,
      `--extensionDevelopmentPath=${root}`,
      `--user-data-dir=${path.join(profile, 'data')}`,
      `--extensions-dir=${path.join(profile, 'extensions')}`,
      '--disable-workspace-trust',
    ],
    { stdio: 'ignore', detached: true },
  );
  running.push(() => endGroup(child.pid, 'SIGTERM'));
  child.once('exit', () => void stop(0));
  return 'VS Code is open on examples/workspace.';
}

/**
 * Serves the npm-carried VS Code.
 * @returns {Promise<string>} where it is, in words
 */
async function startServed() {
  const { startVSCodeServer } = await import('./lib/vscode-server.mjs');
  const { freePort } = await import('./lib/free-port.mjs');
  const dir = path.join(toolsDir, 'served');
  mkdirSync(dir, { recursive: true });
  const server = await startVSCodeServer({ dir, port: await freePort(8000) });
  running.push(() => server.stop());
  void server.ended.then((code) => {
    if (code !== 0) say(`VS Code's server ended with ${code}: see ${path.join(dir, 'server.log')}.`);
    void stop(code);
  });
  return `VS Code is served at ${server.address({ folder: workspace, extensionDevelopmentPath: root })}`;
}

/**
 * @param {string} where
 * @param {string} page
 * @param {string} api
 */
function whatToTry(where, page, api) {
  return `
${where}
The sample API answers at ${api}, the page that calls it at ${page}.

Try:
  1. Open express/server.js: squiggles name the requests that go wrong. The other folders hold FastAPI, nginx and Apache.
  2. Put the cursor on one and press Ctrl+. (Cmd+. on a Mac): the lightbulb has the fix.
  3. Click the blue code of a message: the rule's page opens.
  4. Press F1 and run "Test CORS endpoint" with ${api}/put-not-allowed, method PUT, origin ${page}: blocked.
  5. The same with ${api}/ok: the page may read the answer.
  6. Open ${page} with the browser's console beside it: the same outcome, the same words.

Ctrl-C ends all of it.`;
}

/**
 * Ends all that was started, then this script.
 * @param {number} status
 */
async function stop(status) {
  if (stopping) return;
  stopping = true;
  for (const end of running.reverse()) await end();
  process.exit(status);
}
