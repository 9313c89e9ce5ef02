import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { lint } from '../src/rules/lint.ts';
import { read, recognise } from '../src/stacks/registry.ts';

/**
 * node bench/corpus.mjs DIR: lints every script of the unpacked packages in DIR that depend on express or cors, at any depth. Prints the
 * rules with their findings, what each finding says and where, files with words of CORS in which no policy was found, and times.
 */
const MAX_BYTES = 400_000;
const SLOW = 100;
const script = /(?<!\.d)(?<!\.min)\.[cm]?[jt]sx?$/;
const words = /cors|access-control/i;

const dir = process.argv[2];
if (!dir) throw new Error('Say where the packages are: node bench/corpus.mjs DIR');

/** @type {{ rule: string, where: string, message: string }[]} */
const findings = [];
/** @type {string[]} */
const silent = [];
/** @type {{ file: string, error: unknown }[]} */
const crashes = [];
/** @type {{ file: string, ms: number }[]} */
const times = [];
const seen = new Set();
const names = new Set();
let files = 0;

for (const folder of packagesIn(dir)) lintPackage(folder);
report();

/**
 * Every folder with a package.json of its own.
 * @param {string} folder
 * @returns {Generator<string>}
 */
function* packagesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === 'package.json')) yield folder;
  for (const entry of entries) {
    if (entry.isDirectory() && entry.name !== '.git') yield* packagesIn(path.join(folder, entry.name));
  }
}

/** @param {string} folder */
function lintPackage(folder) {
  const manifest = manifestOf(folder);
  if (!manifest?.name) return;
  const needs = {
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
    ...manifest.peerDependencies,
    ...manifest.dependencies,
  };
  if (!needs.express && !needs.cors) return;
  names.add(manifest.name);
  const [express] = /\d+\.\d+\.\d+|\d+/.exec(needs.express ?? '') ?? [];
  for (const file of scriptsIn(folder)) {
    files++;
    const text = readFileSync(file, 'utf8');
    if (!words.test(text) || seen.has(text)) continue;
    seen.add(text);
    lintFile(file, text, express ? { path: file, versions: { express } } : { path: file });
  }
}

/**
 * A package.json that is a sample or a test may be no JSON.
 * @param {string} folder
 */
function manifestOf(folder) {
  const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * The package's own scripts, without those of packages below it.
 * @param {string} folder
 * @returns {Generator<string>}
 */
function* scriptsIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git') yield* scriptsIn(at);
    else if (entry.isFile() && script.test(entry.name) && statSync(at).size <= MAX_BYTES) yield at;
  }
}

/**
 * @param {string} file
 * @param {string} text
 * @param {import('../src/policy/types.ts').ReadContext} context
 */
function lintFile(file, text, context) {
  const where = path.relative(dir ?? '', file);
  try {
    for (const { rule, message, range } of lint({ text }, context)) {
      findings.push({
        rule,
        where: `${where}:${text.slice(0, range.start).split('\n').length}`,
        message,
      });
    }
  } catch (error) {
    crashes.push({ file: where, error });
    return;
  }
  times.push({ file: where, ms: leastTime(text, context) });
  const stack = recognise(file, text);
  if (stack && read(stack, text, context).policies.length === 0) silent.push(where);
}

/**
 * Milliseconds, of three times where the first is long: another program may have had the processor.
 * @param {string} text
 * @param {import('../src/policy/types.ts').ReadContext} context
 */
function leastTime(text, context) {
  let least = Infinity;
  for (let i = 0; i < 3 && least > SLOW / 2; i++) {
    const begin = performance.now();
    lint({ text }, context);
    least = Math.min(least, performance.now() - begin);
  }
  return least;
}

function report() {
  times.sort((a, b) => a.ms - b.ms);
  const at = (/** @type {number} */ share) => times[Math.floor((times.length - 1) * share)]?.ms.toFixed(1);
  say(
    `${names.size} packages, ${files} files, ${times.length} with words of CORS; ${crashes.length} crashes`,
  );
  say(`ms for a file: median ${at(0.5)}, 99% ${at(0.99)}, most ${at(1)}`);
  for (const { file, ms } of times.filter((time) => time.ms > SLOW)) say(`  ${ms.toFixed(0)} ms ${file}`);
  for (const { file, error } of crashes) say(`  ${file}: ${String(error)}`);
  const rules = Map.groupBy(findings, ({ rule }) => rule);
  say(`\n${findings.length} findings`);
  for (const [rule, all] of [...rules].sort((a, b) => b[1].length - a[1].length)) {
    say(`${String(all.length).padStart(5)} ${rule}`);
    for (const { where, message } of all) say(`        ${where} ${message}`);
  }
  say(`\n${silent.length} files with words of CORS, but no policy`);
  for (const file of silent) say(`  ${file}`);
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}
