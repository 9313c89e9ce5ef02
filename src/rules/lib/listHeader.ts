import type { HeaderLine } from '../../cors/types.ts';
import { removeEntry } from '../../policy/entries.ts';
import { requestFrom } from '../../policy/grant.ts';
import { someCaller } from '../../policy/caller.ts';
import type { Range, TextEdit } from '../../policy/range.ts';
import { isUnknown, linesOf, respond } from '../../policy/respond.ts';
import type { AnsweredHeader, Policy, PolicyRequest } from '../../policy/types.ts';
import type { RuleContext } from '../types.ts';
import { expressOf } from './expressApp.ts';

/** A header name that no file lists, so that a list with it in is one that repeats what was asked for. */
const asked: readonly HeaderLine[] = [
  ['Access-Control-Request-Method', 'PUT'],
  ['Access-Control-Request-Headers', 'x-preflight-probe'],
];

/** The only line of `name` in the answer to a preflight; null when there is none, or when the source does not tell. */
export function preflightLine(policy: Policy, name: string): AnsweredHeader | null {
  return onlyLine(policy, name, { method: 'OPTIONS', headers: asked });
}

/** The only line of `name` in the answer to a GET; null when there is none, or when the source does not tell. */
export function answerLine(policy: Policy, name: string): AnsweredHeader | null {
  return onlyLine(policy, name, {});
}

function onlyLine(policy: Policy, name: string, changes: Partial<PolicyRequest>): AnsweredHeader | null {
  const caller = someCaller(policy);
  const response = respond(caller, requestFrom(caller.origin, changes));
  if (!isUnknown(response, name)) return asOne(linesOf(response, name));
  const settings = policy.settings?.() ?? [];
  return settings.map((setting) => onlyLine(setting, name, changes)).find((one) => one !== null) ?? null;
}

/** Node sends each item of an array in a line of its own, and browsers put them together. */
function asOne([first, ...more]: readonly AnsweredHeader[]): AnsweredHeader | null {
  if (!first || more.some(({ range }) => range?.start !== first.range?.start)) return null;
  return { ...first, value: [first, ...more].map(({ value }) => value).join(', ') };
}

/** The entries of a comma list, as written. */
export function entriesOf({ value }: AnsweredHeader): readonly string[] {
  return value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** Where an entry stands in the text that makes the list; null when it is written elsewhere. */
export function entryRange(text: string, { start, end }: Range, entry: string): Range | null {
  const at = lastWord(text.slice(start, end), entry);
  return at < 0 ? null : { start: start + at, end: start + at + entry.length };
}

/** Takes entries out of `['A', 'B']` or `'A, B'`. Null when one of them is not found there, or when nothing else would be left. */
export function withoutEntries(
  text: string,
  range: Range,
  entries: readonly string[],
): readonly TextEdit[] | null {
  let source = text.slice(range.start, range.end);
  for (const entry of entries) {
    const shorter = withoutEntry(source, entry);
    if (shorter === null) return null;
    source = shorter;
  }
  return [{ ...range, text: source }];
}

/** Takes the option out that makes the cors package send `line`. */
export function withoutOption(context: RuleContext, { range }: AnsweredHeader): readonly TextEdit[] | null {
  for (const { options } of expressOf(context)?.corsCalls ?? []) {
    if (options?.value.type !== 'object') continue;
    const values = [...options.value.properties.values()];
    const property = values.find(({ valueRange }) => valueRange.start === range?.start)?.range;
    const edit = property && removeEntry(context.text, property);
    if (edit) return [edit];
  }
  return null;
}

function withoutEntry(source: string, entry: string): string | null {
  const at = lastWord(source, entry);
  if (at < 0) return null;
  let [start, end] = [at, at + entry.length];
  const quote = source[start - 1];
  // In a list of texts the quotes belong to the entry; in one text they are those of the whole list.
  const isText = quote !== undefined && /['"`]/.test(quote) && source[end] === quote;
  if (isText) [start, end] = [start - 1, end + 1];
  const indent = /\n[^\S\n]*$/.exec(source.slice(0, start))?.[0];
  const isWholeLine = indent !== undefined && /^,[^\S\n]*\n/.test(source.slice(end));
  if (isWholeLine) return source.slice(0, start - indent.length) + source.slice(source.indexOf('\n', end));
  const after = /^\s*,[^\S\n]*/.exec(source.slice(end))?.[0];
  if (after) return source.slice(0, start) + source.slice(end + after.length);
  const before = /,\s*$/.exec(source.slice(0, start))?.[0];
  return before ? source.slice(0, start - before.length) + source.slice(end) : null;
}

/** Apache's and nginx's directives begin with the header's name, so the last place counts. */
function lastWord(source: string, word: string): number {
  for (let at = source.lastIndexOf(word); at >= 0; at = at > 0 ? source.lastIndexOf(word, at - 1) : -1) {
    const around = (source[at - 1] ?? ' ') + (source[at + word.length] ?? ' ');
    if (!/[\w-]/.test(around)) return at;
  }
  return -1;
}
