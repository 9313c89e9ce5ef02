import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { engines } from '../../../src/engines/types.ts';
import { essence, readKept, replay } from '../../oracle/kept.ts';

describe('what real browsers did', () => {
  for (const [index, item] of readKept().entries()) {
    const { method, url } = item.case.request;
    it(`${index + 1}, ${item.name}: ${method} ${url}`, () => {
      for (const engine of engines) {
        const recorded = item.browsers[engine];
        if (recorded === undefined) continue;
        assert.deepEqual(essence(replay(engine, item.case)), recorded, engine);
      }
    });
  }
});
