import { parseArgs } from 'node:util';
import { judgeIn } from '../../src/engines/judgeIn.ts';
import { engines, type Engine } from '../../src/engines/types.ts';
import { openTransport } from '../../src/probe/transport.ts';
import type { Case } from './case.ts';
import { compare } from './compare.ts';
import { elementCases } from './elements.ts';
import { generate } from './generate.ts';
import { keepable, readKept, signature, writeKept, type Kept } from './kept.ts';
import { casesOf, oracleIn, settingEngines, situations } from './localNetwork.ts';
import { compareLive, liveCase } from './live.ts';
import { Oracle, type Observation } from './oracle.ts';
import { Random } from './random.ts';
import { rareCases } from './rare.ts';
import { shrink } from './shrink.ts';
import { properties, type Property } from './view.ts';

/**
 * npm run oracle -- --engine all --cases N --seed S: random exchanges, judged and run in real browsers. A disagreement is shrunk and
 * kept. With --keep N, looks among the random cases for N of kinds that are not kept yet, and keeps them; with --keep local-network,
 * keeps the cases of local network access. With --live, the live test asks the same servers over the wire, and its report is compared.
 */
const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'all' },
    cases: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    keep: { type: 'string' },
    live: { type: 'boolean', default: false },
  },
});

const BATCH = 200;
/** A run that disagrees everywhere has one cause: a few minimal cases show it. */
const MAX_SHRUNK = 5;
/** Characters of a case that is worth keeping: longer ones are hard to read. */
const MAX_KEPT = 1600;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const chosen = engines.filter((engine) => values.engine === 'all' || values.engine === engine);
if (chosen.length === 0) throw new Error(`--engine is all, ${engines.join(' or ')}, not “${values.engine}”.`);
let agree = true;
if (values.live) {
  for (const engine of chosen)
    agree = (await runLive(engine, Number(values.cases), Number(values.seed))) && agree;
} else if (values.keep === undefined) {
  for (const engine of chosen)
    agree = (await run(engine, Number(values.cases), Number(values.seed))) && agree;
} else if (values.keep === 'local-network') {
  await keepLocalNetwork();
} else {
  await keepNew(Number(values.keep), Number(values.seed));
}
process.exitCode = agree ? 0 : 1;

async function run(engine: Engine, count: number, seed: number): Promise<boolean> {
  const oracle = new Oracle(engine);
  const version = await oracle.start();
  const random = new Random(seed);
  const misses = new Map<Property, number>();
  const bad: Case[] = [];
  const started = performance.now();
  for (let done = 0; done < count; done += BATCH) {
    const cases = Array.from({ length: Math.min(BATCH, count - done) }, () => generate(random));
    for (const [index, observation] of (await oracle.run(cases)).entries()) {
      const found = compare(engine, observation);
      for (const { property } of found) misses.set(property, (misses.get(property) ?? 0) + 1);
      const item = cases[index];
      if (found.length > 0 && item !== undefined) bad.push(item);
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  say(`${engine} ${version}: ${count} cases, seed ${seed}, ${seconds} s: ${bad.length} disagree`);
  for (const property of properties) {
    const share = 100 - (100 * (misses.get(property) ?? 0)) / count;
    say(`  ${property.padEnd(16)} ${share.toFixed(3)} %`);
  }
  for (const item of bad.slice(0, MAX_SHRUNK)) await report(oracle, item);
  await oracle.close();
  return bad.length === 0;
}

async function runLive(engine: Engine, count: number, seed: number): Promise<boolean> {
  const oracle = new Oracle(engine);
  const version = await oracle.start();
  const transport = openTransport();
  const random = new Random(seed);
  let bad = 0;
  for (let done = 0; done < count; done += BATCH) {
    const length = Math.min(BATCH, count - done);
    const cases = Array.from({ length }, () => liveCase(generate(random)));
    for (const [index, observation] of (await oracle.run(cases)).entries()) {
      const disagreements = await compareLive(oracle, observation, transport);
      if (disagreements.length === 0) continue;
      bad++;
      if (bad <= MAX_SHRUNK) say(JSON.stringify({ case: cases[index], disagreements }, null, 1));
    }
  }
  say(`${engine} ${version}: ${count} live tests, seed ${seed}: ${bad} disagree`);
  await transport.close();
  await oracle.close();
  return bad === 0;
}

/** Without an answer that it asks for, a case shows nothing: the judge stops, and the browser gets a made-up status. */
function isAnswered(engine: Engine, { exchange }: Observation): boolean {
  return judgeIn(engine, exchange).cause?.kind !== 'no-answer';
}

/** Shrinks a disagreement, says it, and keeps it for what it shows. */
async function report(oracle: Oracle, item: Case): Promise<void> {
  const { engine } = oracle;
  const simplest = await shrink(item, async (candidates) => {
    const observations = await oracle.run(candidates);
    const index = observations.findIndex(
      (observation) => isAnswered(engine, observation) && compare(engine, observation).length > 0,
    );
    return candidates[index] ?? null;
  });
  const [observation] = await oracle.run([simplest]);
  if (observation === undefined) return;
  say(JSON.stringify({ case: simplest, disagreement: compare(engine, observation) }, null, 1));
  keep({
    name: `${engine} disagreed`,
    case: simplest,
    browsers: { [engine]: keepable(engine, observation, oracle.origins) },
  });
}

function keep(item: Kept): void {
  const kept = readKept();
  if (kept.some((other) => JSON.stringify(other.case) === JSON.stringify(item.case))) return;
  writeKept([...kept, item]);
}

async function keepNew(count: number, seed: number): Promise<void> {
  const random = new Random(seed);
  const known = new Set(readKept().map((item) => signature(item.case)));
  const fresh: Case[] = [];
  for (let tries = 0; fresh.length < count && tries < count * 400; tries++) {
    const item = generate(random);
    const kind = signature(item);
    if (known.has(kind) || JSON.stringify(item).length > MAX_KEPT) continue;
    known.add(kind);
    fresh.push(item);
  }
  const named = fresh.map((item, index) => ({
    name: `random ${seed}.${index + 1}`,
    case: item,
    browsers: {},
  }));
  await keepAll([...elementCases, ...rareCases, ...named]);
}

function withView(item: Kept, engine: Engine, observation: Observation | undefined, oracle: Oracle): Kept {
  if (observation === undefined) return item;
  return {
    ...item,
    browsers: { ...item.browsers, [engine]: keepable(engine, observation, oracle.origins) },
  };
}

/** Runs the cases in every engine and keeps what they did. */
async function keepAll(items: readonly Kept[]): Promise<void> {
  let kept = [...items];
  for (const engine of engines) {
    const oracle = new Oracle(engine);
    await oracle.start();
    const observations = await oracle.run(kept.map((item) => item.case));
    kept = kept.map((item, index) => withView(item, engine, observations[index], oracle));
    await oracle.close();
  }
  for (const item of kept) keep(item);
  say(`${kept.length} cases kept.`);
}

async function keepLocalNetwork(): Promise<void> {
  for (const situation of situations) {
    let kept = casesOf(situation);
    for (const engine of settingEngines) {
      const oracle = oracleIn(engine, situation);
      await oracle.start();
      const observations = await oracle.run(kept.map((item) => item.case));
      kept = kept.map((item, index) => withView(item, engine, observations[index], oracle));
      await oracle.close();
    }
    for (const item of kept) keep(item);
    say(`${situation.name}: ${kept.length} cases kept.`);
  }
}
