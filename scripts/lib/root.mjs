import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything that set-up installs besides npm packages; kept between runs, ignored by git. */
export const toolsDir = path.join(root, '.tools');

const binDir = path.join(root, 'node_modules', '.bin');

/**
 * The environment for programs that scripts start: the project's own Node comes first on PATH.
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnv(extra = {}) {
  return { ...process.env, PATH: [binDir, process.env['PATH'] ?? ''].join(path.delimiter), ...extra };
}

/**
 * A program that an npm package of this project brings.
 * @param {string} name
 */
export function npmBin(name) {
  return path.join(binDir, process.platform === 'win32' ? `${name}.cmd` : name);
}
