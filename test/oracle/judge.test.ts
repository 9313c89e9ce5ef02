import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Engine } from '../../src/engines/types.ts';
import { openTransport } from '../../src/probe/transport.ts';
import { compare } from './compare.ts';
import { generate } from './generate.ts';
import { isPlaced, keepable, readKept } from './kept.ts';
import { compareLive, liveCase } from './live.ts';
import { Oracle } from './oracle.ts';
import { Random } from './random.ts';

/** The engines that `npm test` asks; WebKit takes part in `npm run oracle`. */
const asked: readonly Engine[] = ['chromium', 'firefox'];
const CASES = 2000;
const SEED = 2026;
const BATCH = 200;
/** `npm run oracle -- --live` compares more. */
const LIVE_TESTS = 150;

for (const engine of asked) {
  describe(`the judge beside a real ${engine}`, () => {
    let oracle: Oracle;

    before(async () => {
      oracle = new Oracle(engine);
      await oracle.start();
    });

    after(() => oracle.close());

    it('does what it did with the cases that are kept', async () => {
      const kept = readKept().filter((item) => item.browsers[engine] !== undefined && !isPlaced(item));
      const observations = await oracle.run(kept.map((item) => item.case));
      const now = observations.map((observation) => keepable(engine, observation, oracle.origins));
      assert.deepEqual(
        now,
        kept.map((item) => item.browsers[engine]),
      );
    });

    it(`agrees with the judge on ${CASES} random cases`, async () => {
      const random = new Random(SEED);
      for (let done = 0; done < CASES; done += BATCH) {
        const cases = Array.from({ length: BATCH }, () => generate(random));
        for (const [index, observation] of (await oracle.run(cases)).entries()) {
          const disagreements = compare(engine, observation);
          if (disagreements.length === 0) continue;
          assert.fail(JSON.stringify({ case: cases[index], disagreements }, null, 1));
        }
      }
    });

    it(`reports what the live test finds on the same server as the browser does, ${LIVE_TESTS} times`, async () => {
      const random = new Random(SEED + 1);
      const transport = openTransport();
      const cases = Array.from({ length: LIVE_TESTS }, () => liveCase(generate(random)));
      for (const [index, observation] of (await oracle.run(cases)).entries()) {
        const disagreements = await compareLive(oracle, observation, transport);
        if (disagreements.length === 0) continue;
        assert.fail(JSON.stringify({ seed: SEED + 1, case: cases[index], disagreements }, null, 1));
      }
      await transport.close();
    });
  });
}
