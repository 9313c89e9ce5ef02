import type { TextEdit } from '../../policy/range.ts';
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
import { chooseByMap } from './edits.ts';
import { effective, sentName } from './headers.ts';
import type { MapEntry, VariableMap } from './maps.ts';
import type { AddHeader, Level, Model } from './model.ts';
import { allowOriginHeaders, ifsOf, type PlacedHeader } from './origins.ts';
import { read } from './read.ts';
import { insertBelow, removal } from './text.ts';
import { soleVariable } from './values.ts';
import { directiveOf, headersOf, keyOf, knows } from './write.ts';

/**
 * Edits that make `wanted` of a location by changing its directives and maps where they stand. Null where that is stated in
 * a way that does not lend itself.
 */
export function change(
  text: string,
  context: ReadContext,
  policy: Policy,
  { current, wanted, target }: Turn,
): readonly TextEdit[] | null {
  const { policies, model } = read(text, context);
  const level = policies.find(({ range }) => range.start === policy.range.start)?.level;
  const placed = level ? allowOriginHeaders(level) : [];
  if (!level || placed.length === 0) return null;
  const edits: (readonly TextEdit[] | null)[] = [];
  if (!isSame(current.origins, target.origins))
    edits.push(originEdits(text, model, placed, current.origins, originsFor(wanted, knows)));
  const lines = headersOf(wanted, target.origins, '');
  for (const part of changedParts(current, target)) {
    const name = headerOfPart[part];
    const stated = headersNamed(level, name);
    const line = lines.find((one) => one.name === name);
    if (!line) {
      edits.push(
        part === 'credentials'
          ? policy.edits.dropCredentials()
          : stated.map(({ directive }) => removal(text, directive.range)),
      );
    } else if (stated.length > 0) {
      edits.push(stated.map(({ value }) => ({ ...value.range, text: line.value })));
    } else {
      edits.push(placed.map(({ header }) => insertBelow(text, header.directive.range, [directiveOf(line)])));
    }
  }
  return edits.includes(null) ? null : edits.flatMap((some) => some ?? []);
}

/** The directives for a header that can take effect in a location. */
function headersNamed(level: Level, name: string): readonly AddHeader[] {
  const all = [level, ...ifsOf(level.steps)].flatMap((one) => effective(one).headers);
  return [...new Set(all)].filter((header) => sentName(header).toLowerCase() === name.toLowerCase());
}

function originEdits(
  text: string,
  model: Model,
  placed: readonly PlacedHeader[],
  now: PolicySpec['origins'],
  then: PolicySpec['origins'],
): readonly TextEdit[] | null {
  const map = mapBehind(model, placed);
  if (map && typeof now !== 'string' && typeof then !== 'string') return mapEdits(text, map, now, then);
  const constant = constantOf(then);
  if (constant !== null)
    return placed.map(({ header }) => ({ ...header.value.range, text: configQuoted(constant) }));
  if (typeof then === 'string') return null;
  return chooseByMap(
    text,
    model,
    placed,
    then.map((entry) => `${keyOf(entry)} $http_origin;`),
  );
}

/** The map of the Origin that all of the headers send. */
function mapBehind(model: Model, placed: readonly PlacedHeader[]): VariableMap | null {
  const [name, ...others] = new Set(placed.map(({ header }) => soleVariable(header.value.value)));
  const map = others.length === 0 && name ? model.maps.get(name) : undefined;
  return map && soleVariable(map.source.value) === 'http_origin' ? map : null;
}

function mapEdits(
  text: string,
  map: VariableMap,
  now: readonly OriginSpec[],
  then: readonly OriginSpec[],
): readonly TextEdit[] | null {
  const { added, removed } = listChange(now, then, originKey);
  const gone = removed.map((origin) => map.entries.find((entry) => isEntryOf(entry, origin)));
  const last = map.entries.findLast((entry) => !gone.includes(entry))?.directive ?? map.fallback?.directive;
  if (!last || gone.includes(undefined)) return null;
  const removals = gone.flatMap((entry) => (entry ? [removal(text, entry.directive.range)] : []));
  const lines = added.map((entry) => `${keyOf(entry)} $http_origin;`);
  return lines.length > 0 ? [...removals, insertBelow(text, last.range, lines)] : removals;
}

function isEntryOf({ test, value }: MapEntry, origin: OriginSpec): boolean {
  if (soleVariable(value.value) !== 'http_origin') return false;
  if (test.kind === 'exact') return 'literal' in origin && origin.literal.toLowerCase() === test.text;
  if (test.kind !== 'pattern') return false;
  return isSame(spellOrigins([{ pattern: test.source, ignoreCase: test.ignoreCase }]), [origin]);
}
