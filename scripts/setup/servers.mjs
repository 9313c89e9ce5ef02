import { existsSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../lib/setup-error.mjs';
import { isUnpacked, program, unpackedPath } from './debian.mjs';

/**
 * Chromium or Chrome, to run headless.
 * @returns {string} absolute path
 */
export function chromium() {
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  if (process.platform === 'darwin' && existsSync(mac)) return mac;
  return program('chromium');
}

/**
 * What Chromium is started with everywhere: no calls home, and no sandbox where root is refused one.
 * @returns {string[]}
 */
export function chromiumArgs() {
  return [
    ...(process.getuid?.() === 0 || isUnpacked(chromium()) ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}

/**
 * nginx, to run with one's own configuration (`-p DIR -c FILE -e LOG`); its service is never started.
 * @returns {string} absolute path
 */
export function nginx() {
  return program('nginx');
}

/**
 * Apache httpd and the folder of its modules, to run with one's own configuration; its service is never started.
 * @returns {{ binary: string, modulesDir: string }}
 */
export function apache() {
  const binary = program('apache');
  const dirs = isUnpacked(binary)
    ? [unpackedPath('usr/lib/apache2/modules')]
    : ['/usr/lib/apache2/modules', '/usr/lib64/httpd/modules', '/usr/libexec/apache2'];
  const modulesDir = dirs.find((dir) => existsSync(path.join(dir, 'mod_headers.so')));
  if (!modulesDir)
    throw new SetupError(`${binary} has no mod_headers.so in ${dirs.join(' or ')}: install apache2-bin.`);
  return { binary, modulesDir };
}

/** Firefox, to run headless. */
export function firefox() {
  return program('firefox');
}

/** WebKitGTK's WebDriver, which needs a display: see xvfb(). */
export function webkitDriver() {
  return program('webkitDriver');
}

/** The X server without a screen. */
export function xvfb() {
  return program('xvfb');
}
