import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectEnv, root } from '../lib/root.mjs';
import { run } from '../lib/run.mjs';
import { say } from '../lib/say.mjs';
import { SetupError } from '../lib/setup-error.mjs';

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * The packages of package.json that node_modules lacks or has in another version.
 * @returns {string[]}
 */
function missingPackages() {
  const manifest = readJson(path.join(root, 'package.json'));
  return Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([name, wanted]) => {
      const file = path.join(root, 'node_modules', name, 'package.json');
      const version = String(wanted).replace(/^npm:.*@/, '');
      return !existsSync(file) || readJson(file).version !== version;
    })
    .map(([name]) => name);
}

/**
 * Installs what package.json names into node_modules, exactly as the lock file says. Nothing is installed globally.
 * @throws {SetupError} when npm fails
 */
export function npmPackages() {
  const missing = missingPackages();
  if (missing.length > 0) {
    const fresh = !existsSync(path.join(root, 'node_modules', '.package-lock.json'));
    say(
      fresh
        ? 'Installing the npm packages of this project into node_modules …'
        : `Installing ${missing.join(', ')} into node_modules …`,
    );
    run(npmCommand(), [fresh ? 'ci' : 'install', '--no-audit', '--no-fund'], {
      cwd: root,
      purpose: 'install the npm packages',
    });
  }
  const node = path.join(root, 'node_modules', '.bin', 'node');
  if (process.platform !== 'win32' && !existsSync(node)) {
    throw new SetupError(
      'The npm package "node", which brings Node 24, did not install its program: npm was told not to run install scripts. ' +
        'Run "npm rebuild node --ignore-scripts=false" in this folder and try again.',
    );
  }
}

/**
 * Runs npm with the project's Node.
 * @param {string[]} args
 * @param {{ cwd: string, purpose: string }} options
 */
export function npm(args, options) {
  return run(npmCommand(), args, { ...options, env: projectEnv() });
}

function npmCommand() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}
