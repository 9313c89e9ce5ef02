import type { Range } from '../../policy/range.ts';
import { remembered } from '../../policy/remembered.ts';
import type { Policy } from '../../policy/types.ts';
import { answerAt } from './answer.ts';
import { factsOf } from './facts.ts';
import { editsOf } from './policyEdits.ts';
import type { PlaceRun } from './send.ts';

/** More of them are conditions that have nothing to do with each other, and cost more than they tell. */
const maxSettings = 8;

/** One policy for one place. `range` is where a person would say that it is. */
export function createPolicy(text: string, runs: readonly PlaceRun[], label: string, range: Range): Policy {
  const answer = remembered((request) => answerAt(runs, request));
  const policy = {
    stack: 'express',
    range,
    label,
    facts: factsOf(runs, answer),
    edits: editsOf(text, runs),
    answer,
  } as const;
  if (runs.length === 1 || runs.length > maxSettings) return policy;
  let settings: readonly Policy[] | null = null;
  return {
    ...policy,
    settings: () => (settings ??= runs.map((run) => createPolicy(text, [run], label, range))),
  };
}
