import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toolsDir } from '../lib/root.mjs';
import { say } from '../lib/say.mjs';
import { npm } from './npm-packages.mjs';

/** code-server 4.139.1 carries VS Code 1.139.1 for Node 24. */
const version = '4.139.1';
const hostDir = path.join(toolsDir, 'vscode-host');
const stamp = path.join(hostDir, 'installed');
const vscodeDir = path.join(hostDir, 'node_modules', 'code-server', 'lib', 'vscode');

/**
 * VS Code's server as the npm package code-server carries it, in .tools/vscode-host.
 * Its native modules (logging to files, Kerberos, a watchdog) are not compiled: the server starts without them,
 * file watching and search bring prebuilt programs, and no compiler or header package is needed.
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
  writeFileSync(stamp, version);
  return server;
}
