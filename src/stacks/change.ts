import { applyEdits, type TextEdit } from '../policy/range.ts';
import { normalise, type PolicySpec } from '../policy/spec.ts';
import { completed, isSame, type Turn } from '../policy/specChange.ts';
import { specOf } from '../policy/specOf.ts';
import type { Policy, ReadContext } from '../policy/types.ts';
import { change as changeApache } from './apache/change.ts';
import { settle as settleApache } from './apache/write.ts';
import { change as changeExpress } from './express/change.ts';
import { settle as settleExpress } from './express/settle.ts';
import { change as changeFastApi } from './fastapi/change.ts';
import { settle as settleFastApi } from './fastapi/settle.ts';
import { change as changeNginx } from './nginx/change.ts';
import { settle as settleNginx } from './nginx/write.ts';
import { read } from './registry.ts';

/**
 * The smallest edit of `source` after which `policy`, which was read from it, is `wanted`; what `wanted` leaves open stays as it is. Null
 * where the policy cannot be expressed as data or is stated in a way that does not lend itself: then `write` says it anew. The edited
 * text is read again, and an edit that does not make exactly what was wanted is not handed out.
 */
export function change(
  source: string,
  context: ReadContext,
  policy: Policy,
  wanted: PolicySpec,
): readonly TextEdit[] | null {
  const current = specOf(policy);
  if (current === null) return null;
  const whole = completed(current, wanted);
  const target = settled(policy, current, whole);
  const edits = editsFor(source, context, policy, { current, wanted: whole, target });
  if (edits === null || overlap(edits)) return null;
  const at = read(policy.stack, source, context).policies.findIndex(
    ({ label, range }) => label === policy.label && range.start === policy.range.start,
  );
  const changed = read(policy.stack, applyEdits(source, edits), context).policies[at];
  const made = changed && specOf(changed);
  return made && isSameSpec(made, target) ? edits : null;
}

function editsFor(
  source: string,
  context: ReadContext,
  policy: Policy,
  turn: Turn,
): readonly TextEdit[] | null {
  switch (policy.stack) {
    case 'express':
      return changeExpress(source, context.path, policy, turn);
    case 'fastapi':
      return changeFastApi(source, context, policy, turn);
    case 'nginx':
      return changeNginx(source, context, policy, turn);
    case 'apache':
      return changeApache(source, context, policy, turn);
  }
}

/** Where an entry goes and another one is put behind it. */
function overlap(edits: readonly TextEdit[]): boolean {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return ordered.some(({ start }, i) => start < (ordered[i - 1]?.end ?? 0));
}

/** What `spec` comes to. Methods that stay as they are stay, although FastAPI would have others beside them. */
function settled({ stack }: Policy, current: PolicySpec, spec: PolicySpec): PolicySpec {
  switch (stack) {
    case 'express':
      return settleExpress(spec, 'headers');
    case 'fastapi':
      return isSame(normalise(spec).methods, current.methods)
        ? { ...settleFastApi(spec), methods: current.methods }
        : settleFastApi(spec);
    case 'nginx':
      return settleNginx(spec);
    case 'apache':
      return settleApache(spec);
  }
}

function isSameSpec(a: PolicySpec, b: PolicySpec): boolean {
  return (Object.keys(a) as (keyof PolicySpec)[]).every((part) => isSame(a[part], b[part]));
}
