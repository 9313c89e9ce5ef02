import { parseArgs } from 'node:util';
import { fuzz, limit } from './fuzz.ts';
import { sources } from './sources.ts';

/** npm run fuzz -- --cases N --seed S: lints mutated and truncated sources. Prints what throws and what takes too long, each with its seed. */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed))
  throw new Error(`--cases and --seed take whole numbers, not "${values.cases}" and "${values.seed}".`);

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const begin = performance.now();
const seconds = (): string => ((performance.now() - begin) / 1000).toFixed(0);
say(`${cases} cases from seed ${seed}`);
const { withFindings, faults, slow } = fuzz(sources(), seed, cases, (done) => {
  if (done % 50_000 === 0) say(`  ${done} after ${seconds()} s`);
});
for (const { seed: own, source, error } of faults) {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say(`\n--seed ${own} --cases 1 (${source.context.path}): ${what}\n${source.text}`);
}
const tooSlow = slow.filter(({ again }) => again > limit);
for (const { seed: own, source, atFirst, again } of tooSlow) {
  say(
    `\n--seed ${own} --cases 1 (${source.context.path}): ${atFirst.toFixed(0)} ms, then ${again.toFixed(0)}\n${source.text}`,
  );
}
const waited = slow.length - tooSlow.length;
say(
  `\n${cases} cases in ${seconds()} s, ${withFindings} of them with findings: ${faults.length} threw, ${tooSlow.length} took more than ${limit} ms (${waited} more only at first, on a busy machine)`,
);
if (faults.length + tooSlow.length > 0) process.exitCode = 1;
