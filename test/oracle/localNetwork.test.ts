import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { isPlaced, keepable, readKept } from './kept.ts';
import { oracleIn, settingEngines, situations } from './localNetwork.ts';
import type { Oracle } from './oracle.ts';

for (const engine of settingEngines) {
  for (const situation of situations) {
    describe(`local network access in a real ${engine}: ${situation.name}`, () => {
      let oracle: Oracle;

      before(async () => {
        oracle = oracleIn(engine, situation);
        await oracle.start();
      });

      after(() => oracle.close());

      it('does what it did with the cases that are kept', async () => {
        const kept = readKept().filter(
          (item) => isPlaced(item) && item.name.startsWith(`${situation.name}: `),
        );
        assert.notEqual(kept.length, 0);
        const observations = await oracle.run(kept.map((item) => item.case));
        assert.deepEqual(
          observations.map((observation) => keepable(engine, observation, oracle.origins)),
          kept.map((item) => item.browsers[engine]),
        );
      });
    });
  }
}
