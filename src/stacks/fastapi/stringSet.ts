import type { Range } from '../../policy/range.ts';
import type { StringValue, Value } from './values.ts';

/**
 * What Starlette uses as a collection of strings. A plain `str` passes as one: then `in` looks for a part of it, and going
 * through it gives its letters.
 */
export type StringSet =
  | {
      readonly kind: 'items';
      readonly items: readonly StringValue[];
      /** Why there may be more than these; null when these are all. */
      readonly open: string | null;
      readonly ordered: boolean;
      /** Null for the default. */
      readonly range: Range | null;
    }
  | { readonly kind: 'text'; readonly text: StringValue }
  | { readonly kind: 'unknown'; readonly why: string; readonly range: Range | null };

/** In: a value given for allow_origins and the like. Null when Python refuses it (`None`, a number). */
export function stringSet(value: Value): StringSet | null {
  switch (value.kind) {
    case 'string':
      return { kind: 'text', text: value };
    case 'list':
      return itemsOf(value);
    case 'unknown':
      return { kind: 'unknown', why: value.why, range: value.range };
    case 'dict':
      return { kind: 'unknown', why: 'it is a dict', range: value.range };
    case 'none':
    case 'number':
    case 'boolean':
    case 'pattern':
      return null;
  }
}

function itemsOf(list: Extract<Value, { kind: 'list' }>): StringSet {
  const items: StringValue[] = [];
  let open = list.open;
  for (const item of list.items) {
    if (item.kind === 'string') items.push(item);
    else open ??= item.kind === 'unknown' ? item.why : 'not all of it are strings';
  }
  return { kind: 'items', items, open, ordered: list.ordered, range: list.range };
}

/** A set of constants, as the defaults are. */
export function constantSet(values: readonly string[]): StringSet {
  const items = values.map((value): StringValue => ({
    kind: 'string',
    value,
    range: { start: 0, end: 0 },
    exact: false,
  }));
  return { kind: 'items', items, open: null, ordered: true, range: null };
}

/** Python's `text in set`; null when unknown. */
export function contains(set: StringSet, text: string): boolean | null {
  if (set.kind === 'unknown') return null;
  if (set.kind === 'text') return set.text.value.includes(text);
  if (set.items.some((item) => item.value === text)) return true;
  return set.open === null ? false : null;
}

/** What a loop over the set sees; null when unknown. */
export function elements(set: StringSet): readonly string[] | null {
  if (set.kind === 'unknown') return null;
  if (set.kind === 'text') return [...set.text.value];
  if (set.open !== null) return null;
  const values = set.items.map((item) => item.value);
  return set.ordered ? values : [...new Set(values)];
}

/** Why the set is not known, for an unknown part of an answer. */
export function whyUnknown(set: StringSet): string {
  if (set.kind === 'unknown') return set.why;
  return (set.kind === 'items' ? set.open : null) ?? 'it is not known';
}

/** Where the set stands; null for a default. */
export function rangeOfSet(set: StringSet): Range | null {
  return set.kind === 'text' ? set.text.range : set.range;
}

/** Where the text that makes `set` contain `text` stands. */
export function rangeIn(set: StringSet, text: string): Range | null {
  if (set.kind !== 'items') return rangeOfSet(set);
  return set.items.find((item) => item.value === text)?.range ?? set.range;
}
