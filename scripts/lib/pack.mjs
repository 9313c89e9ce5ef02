import { readFileSync } from 'node:fs';
import path from 'node:path';
import { npmBin, projectEnv, root } from './root.mjs';
import { run } from './run.mjs';

/**
 * Packs the extension from what is in dist; see bundle.mjs.
 * @param {string} [dir] where to put it; the project's folder unless told
 * @returns {string} absolute path of the VSIX
 * @throws {import('./setup-error.mjs').SetupError} with vsce's words
 */
export function pack(dir = root) {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const vsix = path.join(dir, `${name}-${version}.vsix`);
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  run(
    npmBin('node'),
    // Everything is bundled, so no node_modules; links in the README stay relative.
    [
      vsce,
      'package',
      '--no-dependencies',
      '--no-rewrite-relative-links',
      '--allow-missing-repository',
      '--out',
      vsix,
    ],
    { cwd: root, env: projectEnv(), purpose: 'pack the extension' },
  );
  return vsix;
}
