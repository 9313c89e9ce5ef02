import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endGroup } from './lib/end-group.mjs';
import { main } from './lib/main.mjs';
import { projectEnv, root } from './lib/root.mjs';
import { say } from './lib/say.mjs';
import { parts, reporter } from './lib/test-parts.mjs';
import { apache, chromium, firefox, nginx, npmPackages, python, vscodeHost } from './setup/index.mjs';

const known = parts.map(({ name }) => name);
const asked = process.argv.slice(2);

await main(async () => {
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no test part "${unknown.join('", "')}": name some of ${known.join(', ')}, or none for all.`,
    );
  }
  const chosen = asked.length > 0 ? parts.filter(({ name }) => asked.includes(name)) : parts;
  setUp(chosen);
  if (chosen.some((part) => part.needsBuild)) {
    const { build } = await import('./lib/bundle.mjs');
    await build();
  }
  let passed = 0;
  let failed = 0;
  for (const part of chosen) {
    say(`\n▶ ${part.name}: ${part.title}`);
    const started = performance.now();
    const counts = await runPart(part);
    passed += counts.passed;
    failed += counts.failed;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(
      `${counts.failed > 0 ? '✘' : '✔'} ${part.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`,
    );
  }
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
});

/**
 * Installs what the chosen parts need, so that no test waits for an installation.
 * @param {import('./lib/test-parts.mjs').Part[]} chosen
 */
function setUp(chosen) {
  npmPackages();
  const names = chosen.map(({ name }) => name);
  if (names.includes('real')) for (const provide of [chromium, nginx, apache, python]) provide();
  if (names.includes('oracle')) for (const provide of [chromium, firefox]) provide();
  if (names.includes('inhost') || names.includes('e2e'))
    for (const provide of [chromium, vscodeHost]) provide();
}

/**
 * @param {import('./lib/test-parts.mjs').Part} part
 * @returns {Promise<{ passed: number, failed: number }>}
 */
async function runPart(part) {
  const dir = mkdtempSync(path.join(tmpdir(), 'preflight-counts-'));
  const file = path.join(dir, 'counts');
  try {
    let ok = true;
    for (const command of part.commands) ok = (await succeeds(command, part.minutes, file)) && ok;
    if (part.counts === 'check') return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    const counts = readCounts(file);
    // A run that broke off before mocha could count, or that ended badly for another reason than a failed test.
    if (!ok && counts.failed === 0) return { ...counts, failed: 1 };
    return counts;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * @param {[string, ...string[]]} command
 * @param {number} minutes
 * @param {string} countsFile
 * @returns {Promise<boolean>}
 */
function succeeds([program, ...args], minutes, countsFile) {
  const env = projectEnv({ PREFLIGHT_COUNTS: countsFile, PREFLIGHT_MOCHA_REPORTER: reporter });
  const child = spawn(program, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  const end = (/** @type {NodeJS.Signals} */ signal) => endGroup(child.pid, signal);
  const interrupted = () => {
    end('SIGTERM');
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const patience = setTimeout(() => {
    say(`Ended after ${minutes} minutes: ${path.basename(program)} ${args.join(' ')}`);
    end('SIGKILL');
  }, minutes * 60_000);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      say(`Could not start ${program}: ${error.message}`);
      resolve(false);
    });
    child.once('exit', (code) => {
      clearTimeout(patience);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      // Servers and browsers that a broken-off test left behind.
      end('SIGKILL');
      resolve(code === 0);
    });
  });
}

/** @param {string} file */
function readCounts(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => /** @type {{ passed: number, failed: number }} */ (JSON.parse(line)))
    .reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }));
}
