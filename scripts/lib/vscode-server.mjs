import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { vscodeHost } from '../setup/vscode-host/install.mjs';
import { SetupError } from './setup-error.mjs';
import { npmBin, projectEnv } from './root.mjs';
import { run } from './run.mjs';

/** What keeps a fresh VS Code quiet: no welcome page, no chat, no calls home. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'js/ts.tsserver.automaticTypeAcquisition.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.surveys.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** A window that trusts its folder only when it is told to does not ask about that first. */
const restrictedSettings = { 'security.workspace.trust.startupPrompt': 'never' };

/** Without an address of a marketplace nothing is asked of one. */
const noGallery = JSON.stringify({ serviceUrl: '' });

/**
 * @typedef {object} VSCodeServer
 * @property {number} port
 * @property {string} settingsFile the settings.json of this machine, which VS Code watches (the user's it reads once)
 * @property {(options: { folder: string, extensionDevelopmentPath?: string | undefined,
 *   extensionTestsPath?: string | undefined }) => string} address of a window on a folder
 * @property {() => Promise<void>} stop ends it and all it started
 * @property {Promise<number>} ended its exit status; 0 also when a signal asked it to end
 */

/**
 * Starts the npm-carried VS Code on a loopback port; it serves its windows to a browser.
 * @param {object} options
 * @param {string} options.dir where it keeps its data and its log (server.log)
 * @param {string} [options.extensionsDir] installed extensions; below dir unless told
 * @param {number} [options.port] any free one unless told
 * @param {Record<string, unknown>} [options.settings] beside the quiet ones
 * @param {boolean} [options.restricted] folders are opened without being trusted
 * @param {NodeJS.ProcessEnv} [options.env] more environment for the extension host
 * @returns {Promise<VSCodeServer>}
 * @throws {SetupError} when it ends or stays silent for a minute instead of listening
 */
export async function startVSCodeServer({
  dir,
  extensionsDir,
  port = 0,
  settings = {},
  restricted = false,
  env = {},
}) {
  const server = vscodeHost();
  const settingsFile = writeSettings(dir, 'Machine', settings);
  writeSettings(dir, 'User', { ...quietSettings, ...(restricted ? restrictedSettings : {}) });
  const logFile = path.join(dir, 'server.log');
  const log = createWriteStream(logFile);
  const child = spawn(
    npmBin('node'),
    [
      server,
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
      ...['--accept-server-license-terms', '--disable-telemetry'],
      ...(restricted ? [] : ['--disable-workspace-trust']),
      // Without it a built VS Code ignores extensionDevelopmentPath.
      '--enable-smoke-test-driver',
      ...['--server-data-dir', dir, '--extensions-dir', extensionsDir ?? path.join(dir, 'extensions')],
    ],
    // Its own process group, so that stop() reaches the extension hosts too.
    {
      env: projectEnv({ EXTENSIONS_GALLERY: noGallery, ...env }),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  child.stderr.pipe(log, { end: false });
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 1 : 0))),
  );
  const listening = await listeningPort(child, log);
  if (listening === undefined) {
    child.kill('SIGKILL');
    throw new SetupError(`VS Code's server did not start on port ${port || '(any)'}: see ${logFile}.`);
  }
  return {
    port: listening,
    settingsFile,
    address: (window) => address(listening, window),
    ended,
    async stop() {
      // Extension hosts end by themselves when the server is gone.
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 3000);
      await ended;
      clearTimeout(patience);
      log.end();
    },
  };
}

/**
 * Installs a packed extension into a folder of extensions.
 * @param {string} vsix
 * @param {string} dir the data folder that startVSCodeServer gets
 * @param {string} extensionsDir
 */
export function installVsix(vsix, dir, extensionsDir) {
  run(
    npmBin('node'),
    [
      vscodeHost(),
      ...['--accept-server-license-terms', '--server-data-dir', dir, '--extensions-dir', extensionsDir],
      ...['--install-extension', vsix, '--force'],
    ],
    { env: projectEnv(), purpose: `install ${path.basename(vsix)} into VS Code` },
  );
}

/**
 * @param {string} dir
 * @param {'Machine' | 'User'} scope
 * @param {Record<string, unknown>} settings
 */
function writeSettings(dir, scope, settings) {
  const file = path.join(dir, 'data', scope, 'settings.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(settings, null, 2));
  return file;
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @param {import('node:fs').WriteStream} log
 * @returns {Promise<number | undefined>} undefined when it does not come to listen
 */
function listeningPort(child, log) {
  return new Promise((resolve) => {
    const patience = setTimeout(() => resolve(undefined), 60_000);
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      log.write(`${line}\n`);
      const port = /^Extension host agent listening on (\d+)/.exec(line)?.[1];
      if (!port) return;
      clearTimeout(patience);
      resolve(Number(port));
    });
    child.once('error', () => resolve(undefined));
    child.once('exit', () => {
      clearTimeout(patience);
      resolve(undefined);
    });
  });
}

/**
 * @param {number} port
 * @param {Parameters<VSCodeServer['address']>[0]} window
 */
function address(port, { folder, extensionDevelopmentPath, extensionTestsPath }) {
  const remote = (/** @type {string} */ file) => `vscode-remote://localhost:${port}${file}`;
  const payload = [
    ...(extensionDevelopmentPath ? [['extensionDevelopmentPath', remote(extensionDevelopmentPath)]] : []),
    ...(extensionTestsPath ? [['extensionTestsPath', remote(extensionTestsPath)]] : []),
  ];
  const query = new URLSearchParams({ folder });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://localhost:${port}/?${query}`;
}
