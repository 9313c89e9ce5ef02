import assert from 'node:assert/strict';
import { rules } from '../../../src/rules/registry.ts';
import { findingsIn, plantedFiles, type Found, type Mark } from './sources.ts';

const ids: ReadonlySet<string> = new Set(rules.map(({ meta }) => meta.id));

/** Servers as people write them: each mistake that was planted is found on its line, and nothing else is. */
describe('planted mistakes', () => {
  for (const file of plantedFiles()) {
    it(file.path, () => {
      const unknown = file.marks.flatMap(({ rules }) => rules).filter((rule) => !ids.has(rule));
      assert.deepEqual(unknown, [], 'marks that name no rule');
      const found = findingsIn(file);
      const missed = file.marks.filter((mark) => !found.some((one) => isMarked(one, mark)));
      const unmarked = found.filter((one) => !file.marks.some((mark) => isMarked(one, mark)));
      assert.deepEqual({ missed, unmarked }, { missed: [], unmarked: [] });
    });
  }
});

function isMarked(found: Found, mark: Mark): boolean {
  return found.line === mark.line && mark.rules.includes(found.rule);
}
