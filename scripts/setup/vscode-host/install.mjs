import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, toolsDir } from '../../lib/root.mjs';
import { say } from '../../lib/say.mjs';
import { npm } from '../npm-packages.mjs';

/** code-server 4.139.1 carries VS Code 1.139.1 for Node 24. */
const version = '4.139.1';

/** Native modules that the server needs at all, and what stands in for them: nothing is compiled. */
const standIns = { '@vscode/spdlog': 'spdlog.cjs', '@vscode/native-watchdog': 'watchdog.cjs' };

const hostDir = path.join(toolsDir, 'vscode-host');
const stamp = path.join(hostDir, 'installed');
const vscodeDir = path.join(hostDir, 'node_modules', 'code-server', 'lib', 'vscode');

/**
 * VS Code's server as the npm package code-server carries it, in .tools/vscode-host.
 * Its native modules are not compiled, so no compiler or header package is needed: file watching and search come
 * prebuilt, small modules of our own write logs and watch the parent process, and the rest (Kerberos, SQLite) the
 * server does without.
 * @returns {string} absolute path of server-main.js, to be run with the project's Node
 */
export function vscodeHost() {
  const server = path.join(vscodeDir, 'out', 'server-main.js');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version && existsSync(server)) return server;
  say('Installing VS Code (npm package code-server, 620 MB) into .tools/vscode-host …');
  rmSync(hostDir, { recursive: true, force: true });
  mkdirSync(hostDir, { recursive: true });
  const manifest = { private: true, dependencies: { 'code-server': version } };
  writeFileSync(path.join(hostDir, 'package.json'), JSON.stringify(manifest));
  const install = [
    'install',
    '--ignore-scripts',
    '--omit=dev',
    '--legacy-peer-deps',
    '--no-audit',
    '--no-fund',
  ];
  for (const cwd of [hostDir, vscodeDir, path.join(vscodeDir, 'extensions')]) {
    npm(install, { cwd, purpose: `install VS Code's packages in ${path.relative(toolsDir, cwd)}` });
  }
  for (const [name, file] of Object.entries(standIns)) {
    const source = path.join(root, 'scripts', 'setup', 'vscode-host', file);
    copyFileSync(source, path.join(vscodeDir, 'node_modules', name, 'index.js'));
  }
  writeFileSync(stamp, version);
  return server;
}
