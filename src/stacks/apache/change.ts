import type { Range, TextEdit } from '../../policy/range.ts';
import type { OriginSpec, PolicySpec } from '../../policy/spec.ts';
import {
  changedParts,
  headerOfPart,
  isSame,
  listChange,
  originKey,
  type Turn,
} from '../../policy/specChange.ts';
import { constantOf, spellOrigins } from '../../policy/specOrigins.ts';
import { originsFor } from '../../policy/settle.ts';
import { configQuoted } from '../../policy/textStyle.ts';
import type { Policy, ReadContext } from '../../policy/types.ts';
import { freeName, indentOf, lineBreakOf, remove } from './edits.ts';
import type { HeaderOp, Place, SetEnvIf } from './model.ts';
import { allowOriginOps, headerOps } from './origins.ts';
import { read } from './read.ts';
import { keep, knows, testOf } from './write.ts';

/**
 * Edits that make `wanted` of a place by changing its directives where they stand. Null where that is stated in a way that does not
 * lend itself.
 */
export function change(
  text: string,
  context: ReadContext,
  policy: Policy,
  { current, wanted, target }: Turn,
): readonly TextEdit[] | null {
  const place = read(text, context).policies.find(({ range }) => range.start === policy.range.start)?.place;
  const [first, ...others] = place ? allowOriginOps(place) : [];
  if (!place || !first || others.length > 0 || first.guards.length > 0) return null;
  const { op } = first;
  const edits: (readonly TextEdit[] | null)[] = [];
  if (!isSame(current.origins, target.origins))
    edits.push(originEdits(text, place, op, current.origins, originsFor(wanted, knows)));
  for (const part of changedParts(current, target)) {
    const value = valueOf(wanted[part]);
    const name = headerOfPart[part];
    const stated = headerOps(place).flatMap(({ op: one }) => (isNamed(one, name) ? [one] : []));
    if (value === null) edits.push(null);
    else if (value === '') edits.push(stated.map(remove));
    else if (stated.length > 0)
      edits.push(
        stated.flatMap(({ valueWord }) =>
          valueWord ? [{ ...valueWord.outer, text: configQuoted(value) }] : [],
        ),
      );
    else
      edits.push([
        below(text, op, `Header always set ${name} ${configQuoted(value)}${conditionOf(text, op)}`),
      ]);
  }
  return edits.includes(null) ? null : edits.flatMap((some) => some ?? []);
}

/** A header's value; empty for none, null for what comes from the request. */
function valueOf(part: PolicySpec[keyof PolicySpec]): string | null {
  if (part === false || part === null) return '';
  if (part === true) return 'true';
  if (typeof part === 'number') return String(part);
  return typeof part === 'string' ? null : part.join(', ');
}

function isNamed(op: HeaderOp, name: string): boolean {
  return op.name.toLowerCase() === name.toLowerCase() && op.action !== 'unset';
}

function conditionOf(text: string, { conditionWord }: HeaderOp): string {
  return conditionWord ? ` ${text.slice(conditionWord.outer.start, conditionWord.outer.end)}` : '';
}

function below(
  text: string,
  { directive }: { readonly directive: HeaderOp['directive'] },
  line: string,
): TextEdit {
  const { start, end } = directive.range;
  return { start: end, end, text: `${lineBreakOf(text)}${indentOf(text, start)}${line}` };
}

function originEdits(
  text: string,
  place: Place,
  op: HeaderOp,
  now: PolicySpec['origins'],
  then: PolicySpec['origins'],
): readonly TextEdit[] | null {
  const tests = testsFor(place, op);
  if (tests.length > 0 && typeof then !== 'string') return testEdits(text, tests, now, then);
  const constant = constantOf(then);
  if (op.condition !== null || !op.valueWord) return null;
  if (constant !== null) return [{ ...op.valueWord.outer, text: configQuoted(constant) }];
  return typeof then === 'string' ? null : chosenBySetEnvIf(text, place, op, op.valueWord.outer, then);
}

/** Tests above the header keep the origin that is let in, and the header sends it. */
function chosenBySetEnvIf(
  text: string,
  place: Place,
  op: HeaderOp,
  value: Range,
  origins: readonly OriginSpec[],
): readonly TextEdit[] {
  const { start } = op.directive.range;
  const name = freeName(text);
  const behind = lineBreakOf(text) + indentOf(text, start);
  const tests = origins.map((entry) => {
    const { pattern, ignoreCase } = testOf(entry);
    return keep('Origin', pattern, name, ignoreCase) + behind;
  });
  const varies = headerOps(place).some(({ op: other }) => isNamed(other, 'Vary'));
  return [
    { start, end: start, text: tests.join('') },
    { ...value, text: `${configQuoted(`%{${name}}e`)} env=${name}` },
    ...(varies ? [] : [below(text, op, 'Header always merge Vary Origin')]),
  ];
}

/** The SetEnvIf directives that keep the origin for a header. */
function testsFor(place: Place, op: HeaderOp): readonly SetEnvIf[] {
  const { condition } = op;
  if (condition?.kind !== 'env' || condition.negated) return [];
  return place.scopes.flatMap(({ env }) =>
    env.flatMap((one) =>
      one.kind === 'setenvif' && one.sets.length === 1 && one.sets[0]?.name === condition.name ? [one] : [],
    ),
  );
}

function testEdits(
  text: string,
  tests: readonly SetEnvIf[],
  now: PolicySpec['origins'],
  then: readonly OriginSpec[],
): readonly TextEdit[] | null {
  const { added, removed } = listChange(typeof now === 'string' ? [] : now, then, originKey);
  const found = removed.map((origin) => tests.find((test) => isTestOf(test, origin)));
  if (found.includes(undefined)) return null;
  const gone = typeof now === 'string' ? tests : tests.filter((test) => found.includes(test));
  const name = tests[0]?.sets[0]?.name;
  const last = tests.at(-1);
  const kept = tests.findLast((test) => !gone.includes(test));
  if (!last || name === undefined) return null;
  const lines = added.map((entry) => {
    const { pattern, ignoreCase } = testOf(entry);
    return keep('Origin', pattern, name, ignoreCase);
  });
  const removals = gone.map((test): TextEdit => ({ ...test.directive.lines, text: '' }));
  if (kept || lines.length === 0)
    return [...removals, ...lines.map((line) => below(text, kept ?? last, line))];
  const { start } = last.directive.range;
  const instead = lines.join(lineBreakOf(text) + indentOf(text, start));
  return [...removals.slice(0, -1), { ...last.directive.range, text: instead }];
}

function isTestOf({ pattern }: SetEnvIf, origin: OriginSpec): boolean {
  const { source, ignoreCase } = pattern;
  return isSame(spellOrigins([{ pattern: source, ignoreCase }]), [origin]);
}
