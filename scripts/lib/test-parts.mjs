import path from 'node:path';
import { npmBin, root } from './root.mjs';

/**
 * @typedef {object} Part
 * @property {string} name what the person asks for: npm test -- NAME
 * @property {string} title what it does, for the person at the terminal
 * @property {[command: string, ...args: string[]][]} commands run in turn
 * @property {number} minutes after which it is ended and counts as failed
 * @property {'mocha' | 'check'} counts mocha tells its counts; a check is one test
 * @property {boolean} [needsBuild] of dist/
 */

export const reporter = path.join(root, 'scripts', 'lib', 'counting-reporter.cjs');

/**
 * @param {string[]} specs
 * @returns {[string, ...string[]]}
 */
function mocha(...specs) {
  return [
    npmBin('mocha'),
    ...['--no-config', '--extension', 'ts', '--reporter', reporter, '--timeout', '60000', '--forbid-only'],
    ...specs,
  ];
}

/** @type {Part[]} */
export const parts = [
  {
    name: 'lint',
    title: 'ESLint, with the folder order',
    commands: [[npmBin('eslint'), '.']],
    minutes: 3,
    counts: 'check',
  },
  {
    name: 'types',
    title: 'types',
    commands: [
      [npmBin('tsc'), '-p', '.'],
      [npmBin('tsc'), '-p', 'test'],
    ],
    minutes: 3,
    counts: 'check',
  },
  {
    name: 'format',
    title: 'formatting',
    commands: [[npmBin('prettier'), '--check', '--log-level', 'warn', '.']],
    minutes: 2,
    counts: 'check',
  },
  {
    name: 'unit',
    title: 'unit tests',
    commands: [mocha('test/unit/**/*.test.ts')],
    minutes: 3,
    counts: 'mocha',
  },
  {
    name: 'real',
    title: 'tests against real servers and Chromium',
    // Files beside each other, the longest first: most of their time goes by waiting for servers and pages.
    commands: [
      mocha(
        ...['--parallel', '--jobs', '2'],
        ...['test/proof/**/*.test.ts', 'test/zoo/*.test.ts', 'test/real/**/*.test.ts'],
      ),
    ],
    minutes: 15,
    counts: 'mocha',
    needsBuild: true,
  },
  {
    name: 'oracle',
    title: 'the judge beside real Chromium and Firefox',
    commands: [mocha('test/oracle/**/*.test.ts', '--timeout', '300000')],
    minutes: 10,
    counts: 'mocha',
  },
  {
    name: 'package',
    title: 'the packed extension',
    commands: [mocha('test/package/**/*.test.ts')],
    minutes: 3,
    counts: 'mocha',
    needsBuild: true,
  },
  {
    name: 'inhost',
    title: 'tests inside VS Code',
    commands: [[npmBin('node'), 'test/host/runInHost.ts']],
    minutes: 5,
    counts: 'mocha',
    needsBuild: true,
  },
  {
    name: 'e2e',
    title: 'tests that drive the visible editor',
    commands: [mocha('test/e2e/**/*.test.ts', '--timeout', '120000')],
    minutes: 12,
    counts: 'mocha',
    needsBuild: true,
  },
];
