import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, toolsDir } from '../lib/root.mjs';
import { run, succeeds } from '../lib/run.mjs';
import { say } from '../lib/say.mjs';
import { SetupError } from '../lib/setup-error.mjs';
import { isUnpacked, program, unpack, unpackedPath } from './debian.mjs';

const venv = path.join(toolsDir, 'venv');
const venvPython = path.join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const requirements = path.join(root, 'scripts', 'setup', 'requirements.txt');
const stamp = path.join(venv, 'requirements.txt');

/**
 * The Python of .tools/venv, which has FastAPI, Starlette and uvicorn in the versions of requirements.txt.
 * @returns {string} absolute path
 * @throws {SetupError} when there is no Python 3.10 or newer, or pip cannot install
 */
export function python() {
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(venvPython) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)
    return venvPython;
  const base = basePython();
  say(`Installing ${wanted.trim().split('\n').join(', ')} into .tools/venv …`);
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(toolsDir, { recursive: true });
  const pip = makeVenv(base);
  run(venvPython, [...pip, 'install', '--quiet', '--disable-pip-version-check', '-r', requirements], {
    purpose: 'install FastAPI into .tools/venv',
  });
  writeFileSync(stamp, wanted);
  return venvPython;
}

function basePython() {
  const found = program('python');
  if (succeeds(found, ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))'])) return found;
  throw new SetupError(
    `${found} is older than Python 3.10, which FastAPI needs: put a newer python3 first on PATH.`,
  );
}

/**
 * Makes the environment and says how pip is called in it. Debian's Python comes without the part of venv that
 * brings pip; then the package python3-venv is unpacked and its pip is used from there.
 * @param {string} base
 * @returns {string[]}
 */
function makeVenv(base) {
  const purpose = 'make a Python environment in .tools/venv';
  if (!isUnpacked(base) && succeeds(base, ['-c', 'import venv, ensurepip'])) {
    run(base, ['-m', 'venv', venv], { purpose });
    return ['-m', 'pip'];
  }
  const wheels = unpackedPath('usr/share/python-wheels');
  if (!existsSync(wheels)) unpack('python');
  run(base, ['-m', 'venv', '--without-pip', venv], { purpose });
  const wheel = readdirSync(wheels).find((file) => /^pip-.*\.whl$/.test(file));
  if (!wheel)
    throw new SetupError('The Debian package python3-pip-whl brings no pip: install python3-venv yourself.');
  return [path.join(wheels, wheel, 'pip')];
}
