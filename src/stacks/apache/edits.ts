import { escapeRegex } from '../../policy/escapeRegex.ts';
import type { Range, TextEdit } from '../../policy/range.ts';
import type { OriginLiteral, PolicyEdits } from '../../policy/types.ts';
import type { HeaderOp, Place } from './model.ts';
import { allowOriginOps, headerOps } from './origins.ts';
import { isCorsHeader } from './places.ts';

/** Changes to a place, as text edits; null where the file does not lend itself to them. */
export function editsOf(source: string, place: Place): PolicyEdits {
  return {
    dropCredentials: () => dropCredentials(place),
    allowOrigins: (origins) => allowOrigins(source, place, origins),
    allowAny: () => allowAny(place),
    replaceWithPattern: (literal, pattern) => replaceWithPattern(source, place, literal, pattern),
    varyByOrigin: () => varyByOrigin(source, place),
  };
}

function dropCredentials(place: Place): readonly TextEdit[] | null {
  const ops = headerOps(place).filter(
    ({ op }) => op.name.toLowerCase() === 'access-control-allow-credentials',
  );
  return ops.length === 0 ? null : ops.map(({ op }) => remove(op));
}

function allowAny(place: Place): readonly TextEdit[] | null {
  const [only, ...others] = allowOriginOps(place);
  if (!only?.op.valueWord || others.length > 0 || only.guards.length > 0) return null;
  return [...replaceValue(only.op, '*'), ...withoutCondition(only.op)];
}

function varyByOrigin(source: string, place: Place): readonly TextEdit[] | null {
  const last = allowOriginOps(place).at(-1);
  if (!last || last.guards.length > 0) return null;
  const { start, end } = last.op.directive.range;
  return [
    {
      start: end,
      end,
      text: `${lineBreakOf(source)}${indentOf(source, start)}Header always merge Vary Origin`,
    },
  ];
}

/** One origin is sent as it stands; of several, SetEnvIf picks the one that asks. */
function allowOrigins(source: string, place: Place, origins: readonly string[]): readonly TextEdit[] | null {
  const ops = allowOriginOps(place);
  const first = ops[0]?.op;
  const [origin, ...more] = origins;
  if (!first?.valueWord || origin === undefined || ops.some(({ guards }) => guards.length > 0)) return null;
  const others = ops.slice(1).map(({ op }) => remove(op));
  if (more.length === 0) {
    const literal = first.value.every((part) => part.kind === 'text');
    return [...replaceValue(first, origin), ...(literal ? [] : withoutCondition(first)), ...others];
  }
  if (ops.some(({ op }) => op.condition)) return null;
  return [echoMatching(source, place, first, `^(${origins.map(escapeRegex).join('|')})$`), ...others];
}

function replaceWithPattern(
  source: string,
  place: Place,
  literal: OriginLiteral,
  pattern: string,
): readonly TextEdit[] | null {
  const ops = allowOriginOps(place);
  const own = ops.find(({ op }) => op.valueWord && sameRange(op.valueWord.range, literal.range));
  if (!own || own.guards.length > 0 || own.op.condition || ops.length > 1) return null;
  return [echoMatching(source, place, own.op, pattern)];
}

/** SetEnvIf keeps the origin that matches, and the header sends it back. */
function echoMatching(source: string, place: Place, op: HeaderOp, pattern: string): TextEdit {
  const { start, end } = op.directive.range;
  const variable = freeName(source);
  const saysVary = headerOps(place).some(({ op: other }) => other.name.toLowerCase() === 'vary');
  const lines = [
    `SetEnvIf Origin "${pattern}" ${variable}=$0`,
    ...(op.table === 'always' ? [] : ['Header unset Access-Control-Allow-Origin']),
    `Header always set Access-Control-Allow-Origin "%{${variable}}e" env=${variable}`,
    ...(saysVary ? [] : ['Header always merge Vary Origin']),
  ];
  return { start, end, text: lines.join(lineBreakOf(source) + indentOf(source, start)) };
}

/** A variable for origins that the file does not use yet. */
export function freeName(source: string): string {
  let name = 'CORS_ORIGIN';
  for (let i = 2; source.includes(name); i++) name = `CORS_ORIGIN_${i}`;
  return name;
}

function replaceValue(op: HeaderOp, value: string): readonly TextEdit[] {
  return op.valueWord ? [{ ...op.valueWord.outer, text: `"${value}"` }] : [];
}

function withoutCondition(op: HeaderOp): readonly TextEdit[] {
  if (!op.conditionWord || !op.valueWord) return [];
  return [{ start: op.valueWord.outer.end, end: op.conditionWord.outer.end, text: '' }];
}

/** Takes the directive out with its lines. */
export function remove(op: HeaderOp): TextEdit {
  return { ...op.directive.lines, text: '' };
}

/**
 * Makes header directives of the success table `always`. Where one of them decides whether the answer can be read, the success
 * table is cleared of that header as well: whatever an application or an outer level puts there would be sent as a second line.
 */
export function alwaysEdits(source: string, ops: readonly HeaderOp[]): readonly TextEdit[] {
  return ops.map((op) => {
    const condition = op.conditionWord
      ? ` ${source.slice(op.conditionWord.outer.start, op.conditionWord.outer.end)}`
      : '';
    const unset = `${source.slice(op.directive.nameRange.start, op.directive.nameRange.end)} unset ${op.name}${condition}`;
    const before = mustBeSingle(op.name)
      ? `${unset}${lineBreakOf(source)}${indentOf(source, op.directive.range.start)}`
      : '';
    const start = op.directive.range.start;
    const named = op.actionWord.text.toLowerCase() === 'onsuccess';
    const header = source.slice(start, op.actionWord.outer.start);
    const text = `${before}${header}always${named ? '' : ` ${op.actionWord.text}`}`;
    return { start, end: op.actionWord.outer.end, text };
  });
}

/** Headers that a browser takes from one line only (Fetch, CORS check). */
function mustBeSingle(name: string): boolean {
  return /^access-control-allow-(?:origin|credentials)$/i.test(name);
}

/** The CORS headers of the success table that `always` would carry to errors; `add` and edits are another matter. */
export function plainCorsOps(place: Place): readonly HeaderOp[] {
  return headerOps(place)
    .map(({ op }) => op)
    .filter((op) => op.table === 'onsuccess' && isCorsHeader(op.name) && op.action === 'set');
}

/** The white space in front of the text at `at`. */
export function indentOf(source: string, at: number): string {
  const lineStart = source.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(source.slice(lineStart, at))?.[0] ?? '';
}

/** The line break that the file uses. */
export function lineBreakOf(source: string): string {
  return source.includes('\r\n') ? '\r\n' : '\n';
}

/** True when two ranges are the same stretch. */
export function sameRange(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}
