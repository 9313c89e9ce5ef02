import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parser } from '@lezer/javascript';
import { ESLint } from 'eslint';
import sonarjs from 'eslint-plugin-sonarjs';
import { run } from '../src/cli/run.ts';
import { lint } from '../src/rules/lint.ts';
import { expressSample } from './expressSample.mjs';

/**
 * What the linter costs: an Express API of 1,000 lines beside its parser alone and beside ESLint with sonarjs/cors; a file without a word
 * of CORS; and `preflight check` of 10,000 files beside reading them. Prints medians; what is compared is measured in turns.
 */
const ROUNDS = 20;
const WARM_UP = 10;
/** Calls in a row of one contender, so that each pays for its own garbage. */
const CALLS = 5;
const FILES = 10_000;

const silent = {
  stdout: () => undefined,
  stderr: () => undefined,
  readStdin: async () => '',
  cwd: process.cwd(),
  colours: false,
  signal: new AbortController().signal,
};

await compareOnSample();
scanOrdinaryFile();
await checkManyFiles();

async function compareOnSample() {
  const text = expressSample();
  const alone = parser.configure({ dialect: '' });
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.js'], plugins: { sonarjs }, rules: { 'sonarjs/cors': 'error' } }],
  });
  const times = await inTurns({
    'the parser alone': () => alone.parse(text),
    'Preflight, all rules': () => lint({ text }, { path: 'api.js' }),
    'ESLint with sonarjs/cors': () => eslint.lintText(text, { filePath: 'api.js' }),
  });
  print(`An Express API of ${text.split('\n').length} lines`, times);
}

/** The same API with every word of CORS taken out. */
function scanOrdinaryFile() {
  const text = expressSample().replace(/cors|access-control|\borigin/gi, 'other');
  const lines = text.split('\n').length;
  const repeats = 50;
  const each = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    for (let i = 0; i < repeats; i++) lint({ text }, { path: 'api.js' });
    each.push((performance.now() - begin) / repeats);
  }
  const perThousand = (median(each) * 1000) / lines;
  process.stdout.write(`A file without CORS: ${perThousand.toFixed(3)} ms for 1,000 lines\n\n`);
}

async function checkManyFiles() {
  const folder = await mkdtemp(path.join(tmpdir(), 'preflight-bench-'));
  try {
    const files = await copyOrdinary(folder);
    const times = await inTurns(
      {
        'reading them': async () => {
          for (const file of files) await readFile(file, 'utf8');
        },
        'preflight check': () => run(['check', folder], silent),
      },
      { rounds: 5, warmUp: 1, calls: 1 },
    );
    print(`${files.length} files of node_modules`, times);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Each file of node_modules once, then again, until there are enough. */
async function copyOrdinary(folder) {
  const entries = await readdir('node_modules', { recursive: true, withFileTypes: true });
  const sources = entries.filter(
    (entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name),
  );
  const files = [];
  for (let i = 0; i < FILES; i++) {
    const { parentPath, name } = sources[i % sources.length];
    const file = path.join(folder, `${i}${path.extname(name)}`);
    await copyFile(path.join(parentPath, name), file);
    files.push(file);
  }
  return files;
}

/** Milliseconds of a call by name; one round lets each have its calls in a row, so that what else runs on the machine meets all alike. */
async function inTurns(works, { rounds = ROUNDS, warmUp = WARM_UP, calls = CALLS } = {}) {
  const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [name, work] of Object.entries(works)) {
      const begin = performance.now();
      for (let i = 0; i < calls; i++) await work();
      if (round >= warmUp) times[name].push((performance.now() - begin) / calls);
    }
  }
  return times;
}

/** The first one is what the others are compared with. */
function print(title, times) {
  const medians = Object.entries(times).map(([name, each]) => [name, median(each)]);
  const [, base] = medians[0];
  process.stdout.write(`${title}\n`);
  for (const [name, value] of medians) {
    process.stdout.write(
      `  ${name.padEnd(26)} ${value.toFixed(2).padStart(9)} ms ${(value / base).toFixed(2).padStart(7)} x\n`,
    );
  }
  process.stdout.write('\n');
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
