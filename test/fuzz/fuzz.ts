import assert from 'node:assert/strict';
import { applyEdits } from '../../src/policy/range.ts';
import { lint } from '../../src/rules/lint.ts';
import type { Finding } from '../../src/rules/types.ts';
import { Random } from '../oracle/random.ts';
import { mutant } from './mutate.ts';
import type { Source } from './sources.ts';

export interface Fault {
  /** Makes this very case, as the first one of a run. */
  readonly seed: number;
  readonly source: Source;
  readonly error: unknown;
}

export interface Slow {
  readonly seed: number;
  readonly source: Source;
  /** Milliseconds: as it came, and the least of three more. */
  readonly atFirst: number;
  readonly again: number;
}

export interface Outcome {
  readonly cases: number;
  /** Cases with a finding at least: mutants that are read, not thrown away. */
  readonly withFindings: number;
  readonly faults: readonly Fault[];
  /** Above `limit` at first sight: a busy machine is enough for that. */
  readonly slow: readonly Slow[];
}

/** Milliseconds that nobody has to wait for a file. */
export const limit = 100;

/** Lints `cases` mutants of `sources`, each of a seed of its own from `seed` on. */
export function fuzz(
  sources: readonly [Source, ...Source[]],
  seed: number,
  cases: number,
  progress: (done: number) => void = () => undefined,
): Outcome {
  const faults: Fault[] = [];
  const slow: Slow[] = [];
  let withFindings = 0;
  for (let i = 0; i < cases; i++) {
    const own = seed + i;
    const source = mutant(sources, new Random(own));
    try {
      const begin = performance.now();
      const findings = lint({ text: source.text }, source.context);
      const atFirst = performance.now() - begin;
      if (findings.length > 0) withFindings++;
      for (const finding of findings) checkPlaces(finding, source.text);
      if (atFirst > limit) slow.push({ seed: own, source, atFirst, again: leastOf(source, 3) });
    } catch (error) {
      faults.push({ seed: own, source, error });
    }
    progress(i + 1);
  }
  return { cases, withFindings, faults, slow };
}

/** What is underlined stands in the text, and fixes can be applied to it. */
function checkPlaces({ rule, range: { start, end }, fixes }: Finding, text: string): void {
  assert.ok(0 <= start && start <= end && end <= text.length, `${rule} points at ${start} to ${end}`);
  for (const { edits } of fixes) applyEdits(text, edits);
}

function leastOf({ text, context }: Source, times: number): number {
  const each = Array.from({ length: times }, () => {
    const begin = performance.now();
    lint({ text }, context);
    return performance.now() - begin;
  });
  return Math.min(...each);
}
