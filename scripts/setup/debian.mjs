import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toolsDir } from '../lib/root.mjs';
import { run, succeeds } from '../lib/run.mjs';
import { say } from '../lib/say.mjs';
import { SetupError } from '../lib/setup-error.mjs';

/**
 * Where programs that tests need come from: names to look for, the Debian packages that carry them, and where the
 * program lies inside the package when that is not a bin folder.
 * @type {Record<string, { names: string[], packages: string[], unpacked?: string }>}
 */
const programs = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    packages: ['chromium', 'fonts-liberation', 'fonts-dejavu-core'],
    // Debian's /usr/bin/chromium is a shell script with absolute paths.
    unpacked: 'usr/lib/chromium/chromium',
  },
  firefox: {
    names: ['firefox-esr', 'firefox'],
    packages: ['firefox-esr'],
    unpacked: 'usr/lib/firefox-esr/firefox-esr',
  },
  nginx: { names: ['nginx'], packages: ['nginx-light'] },
  // apache2-bin is the program without the service.
  apache: { names: ['apache2', 'httpd'], packages: ['apache2-bin'] },
  python: { names: ['python3'], packages: ['python3', 'python3-venv'] },
  webkitDriver: { names: ['WebKitWebDriver'], packages: ['webkit2gtk-driver'] },
  xvfb: { names: ['Xvfb'], packages: ['xvfb'] },
};

const debianDir = path.join(toolsDir, 'debian');
const unpackedRoot = path.join(debianDir, 'root');
const wrapperDir = path.join(debianDir, 'bin');
const systemDirs = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/local/sbin', '/usr/sbin', '/sbin'];

/**
 * The path of a program, installed from Debian's packages first if the machine has it neither on PATH nor unpacked
 * by an earlier run. As root, or where sudo asks no password, apt-get installs it; else its packages are unpacked
 * into .tools/debian, which needs no rights.
 * @param {keyof typeof programs} name
 * @returns {string} absolute path
 * @throws {SetupError} when it can be had in neither way
 */
export function program(name) {
  const found = findProgram(name);
  if (found) return found;
  install(name);
  const installed = findProgram(name);
  if (installed) return installed;
  throw new SetupError(howToGet(name, 'its packages are installed but bring no such program'));
}

/**
 * Where a program is now, without installing anything.
 * @param {string} name
 * @returns {string | undefined}
 */
export function findProgram(name) {
  const { names } = known(name);
  const wrapper = path.join(wrapperDir, name);
  if (isExecutable(wrapper)) return wrapper;
  const dirs = [...(process.env['PATH'] ?? '').split(path.delimiter), ...systemDirs];
  return dirs
    .filter((dir) => path.isAbsolute(dir))
    .flatMap((dir) => names.map((file) => path.join(dir, file)))
    .find(isExecutable);
}

/**
 * Whether a path lies in the packages that were unpacked without root rights.
 * @param {string} file
 */
export function isUnpacked(file) {
  return file.startsWith(debianDir + path.sep);
}

/**
 * A folder of the unpacked packages.
 * @param {string} relative path below /, without a leading slash
 */
export function unpackedPath(relative) {
  return path.join(unpackedRoot, relative);
}

/**
 * Unpacks a program's packages, and those they need that the machine lacks, into .tools/debian, without root rights.
 * @param {string} name
 * @param {{ status?: string }} [options] status: the list of installed packages, if not this machine's
 * @throws {SetupError}
 */
export function unpack(name, { status = '/var/lib/dpkg/status' } = {}) {
  const { packages } = known(name);
  const state = path.join(debianDir, 'state');
  const cache = path.join(debianDir, 'cache');
  mkdirSync(path.join(state, 'lists', 'partial'), { recursive: true });
  mkdirSync(path.join(cache, 'archives', 'partial'), { recursive: true });
  mkdirSync(unpackedRoot, { recursive: true });
  mkdirSync(wrapperDir, { recursive: true });
  const own = [
    ...['-o', `Dir::State=${state}`, '-o', `Dir::State::status=${status}`, '-o', `Dir::Cache=${cache}`],
    ...['-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User='],
  ];
  const purpose = `download the Debian packages ${packages.join(', ')} without root rights`;
  run('apt-get', [...own, 'update', '-qq'], { purpose });
  run(
    'apt-get',
    [
      ...own,
      'install',
      '--download-only',
      '--reinstall',
      '-y',
      '-qq',
      '--no-install-recommends',
      ...packages,
    ],
    { purpose },
  );
  const archives = path.join(cache, 'archives');
  for (const entry of readdirSync(archives).filter((file) => file.endsWith('.deb'))) {
    const archive = path.join(archives, entry);
    run('dpkg-deb', ['-x', archive, unpackedRoot], { purpose: `unpack ${entry}` });
    rmSync(archive);
  }
  writeWrapper(name);
}

/** @param {string} name */
function install(name) {
  const { packages } = known(name);
  if (process.platform !== 'linux' || !succeeds('apt-get', ['--version'])) {
    throw new SetupError(howToGet(name, 'this machine has no apt-get'));
  }
  if (process.getuid?.() === 0) return installAsRoot(packages, []);
  if (succeeds('sudo', ['-n', 'true'])) return installAsRoot(packages, ['sudo', '-n']);
  say(
    `Unpacking ${packages.join(', ')} (Debian) into .tools/debian, as this user may not install packages …`,
  );
  try {
    unpack(name);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    throw new SetupError(howToGet(name, error.message));
  }
}

/**
 * @param {string[]} packages
 * @param {string[]} sudo
 */
function installAsRoot(packages, sudo) {
  say(`Installing ${packages.join(', ')} (Debian, on this machine) with apt-get …`);
  const noService = servicesStayOff(sudo);
  const purpose = `install the Debian packages ${packages.join(', ')}`;
  const [command = 'env', ...prefix] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  try {
    run(command, [...prefix, 'update', '-qq'], { purpose });
    run(
      command,
      [
        ...prefix,
        'install',
        '-y',
        '-qq',
        '--no-install-recommends',
        '-o',
        'DPkg::Lock::Timeout=300',
        ...packages,
      ],
      { purpose },
    );
  } finally {
    noService.end();
  }
}

/**
 * While a package such as nginx is installed, its service must not start and take port 80: invoke-rc.d asks
 * /usr/sbin/policy-rc.d, and 101 means "may not".
 * @param {string[]} sudo
 */
function servicesStayOff(sudo) {
  const file = '/usr/sbin/policy-rc.d';
  if (existsSync(file)) return { end: () => undefined };
  const purpose = 'keep services from starting while packages are installed';
  const [command = 'sh', ...prefix] = [...sudo, 'sh'];
  run(command, [...prefix, '-c', `printf '#!/bin/sh\\nexit 101\\n' > ${file} && chmod 755 ${file}`], {
    purpose,
  });
  return { end: () => void run(command, [...prefix, '-c', `rm -f ${file}`], { purpose }) };
}

/**
 * A program from unpacked packages finds its libraries through a small script. Without one when the packages bring no
 * program, as when the machine has Python itself and only lacks its venv.
 * @param {string} name
 */
function writeWrapper(name) {
  const { names, unpacked } = known(name);
  const candidates = unpacked
    ? [unpacked]
    : names.flatMap((file) => systemDirs.map((dir) => path.join(dir.slice(1), file)));
  const target = candidates.map(unpackedPath).find((file) => existsSync(file));
  if (!target) return;
  const libraries = ['usr/lib', 'lib']
    .flatMap((dir) => [unpackedPath(dir), ...multiarchDirs(unpackedPath(dir))])
    .filter((dir) => existsSync(dir));
  writeFileSync(
    path.join(wrapperDir, name),
    `#!/bin/sh\nLD_LIBRARY_PATH='${libraries.join(':')}'\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}\nexport LD_LIBRARY_PATH\nexec '${target}' "$@"\n`,
    { mode: 0o755 },
  );
}

/** @param {string} dir */
function multiarchDirs(dir) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((entry) => entry.endsWith('-linux-gnu'))
    .map((entry) => path.join(dir, entry));
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
function known(name) {
  const entry = programs[name];
  if (!entry) throw new SetupError(`Set-up knows no program called "${name}".`);
  return entry;
}

/**
 * @param {string} name
 * @param {string} reason
 */
function howToGet(name, reason) {
  const { names, packages } = known(name);
  return (
    `The program ${names.join(' or ')} is lacking (${reason}). ` +
    `On Debian and Ubuntu "sudo apt-get install ${packages.join(' ')}" installs it; elsewhere install it so that it is on PATH.`
  );
}
