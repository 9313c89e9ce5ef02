import { parseArgs } from 'node:util';
import { engines, type Engine } from '../../src/engines/types.ts';
import { compare, properties, type Disagreement, type Property } from './compare.ts';
import { generate } from './generate.ts';
import { Oracle } from './oracle.ts';
import { Random } from './random.ts';
import type { Case } from './case.ts';
import { appendFileSync } from 'node:fs';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'all' },
    cases: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    out: { type: 'string' },
  },
});

const BATCH = 200;

async function run(engine: Engine, count: number, seed: number): Promise<void> {
  const oracle = new Oracle(engine);
  const version = await oracle.start();
  const random = new Random(seed);
  const wrong = new Map<Property, number>(properties.map((property) => [property, 0]));
  const started = performance.now();
  let bad = 0;
  for (let done = 0; done < count; done += BATCH) {
    const cases = Array.from({ length: Math.min(BATCH, count - done) }, () => generate(random));
    const observations = await oracle.run(cases);
    for (const [index, observation] of observations.entries()) {
      const found = compare(engine, observation);
      if (found.length > 0) bad++;
      for (const { property } of found) wrong.set(property, (wrong.get(property) ?? 0) + 1);
      if (found.length > 0 && values.out)
        appendFileSync(values.out, JSON.stringify({ engine, case: cases[index] as Case, found }) + '\n');
    }
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`${engine} ${version}: ${count} cases, seed ${seed}, ${seconds.toFixed(1)} s, ${bad} disagree`);
  for (const [property, misses] of wrong) {
    console.log(`  ${property.padEnd(18)} ${(100 - (100 * misses) / count).toFixed(3)} %  (${misses})`);
  }
  await oracle.close();
}

for (const engine of engines) {
  if (values.engine === 'all' || values.engine === engine)
    await run(engine, Number(values.cases), Number(values.seed));
}
