import type { Range } from '../../policy/range.ts';

export interface StringValue {
  readonly kind: 'string';
  readonly value: string;
  /** The characters between the quotes, or the part of them that this value is cut from. */
  readonly range: Range;
  /** The source at `range` is the value, letter for letter, so that an edit may replace it. */
  readonly exact: boolean;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** Python's own order is not that of the text in a set. */
  readonly ordered: boolean;
  /** Why more items may follow; null when these are all. */
  readonly open: string | null;
  readonly range: Range;
}

export interface DictValue {
  readonly kind: 'dict';
  readonly entries: readonly (readonly [key: string, value: Value])[];
  readonly open: string | null;
  readonly range: Range;
}

export interface PatternValue {
  readonly kind: 'pattern';
  readonly pattern: StringValue;
  readonly ignoreCase: boolean;
  readonly range: Range;
}

export interface UnknownValue {
  readonly kind: 'unknown';
  readonly why: string;
  readonly range: Range;
  /** What it is when the environment variable is not set. */
  readonly unset?: Value;
  readonly variable?: string;
}

/** What a Python expression is worth, as far as this file tells. */
export type Value =
  | StringValue
  | ListValue
  | DictValue
  | PatternValue
  | UnknownValue
  | { readonly kind: 'boolean'; readonly value: boolean; readonly range: Range }
  | { readonly kind: 'number'; readonly value: number; readonly range: Range }
  | { readonly kind: 'none'; readonly range: Range };

/** Python's truth value; null when unknown. */
export function truth(value: Value): boolean | null {
  switch (value.kind) {
    case 'unknown':
      return null;
    case 'string':
      return value.value !== '';
    case 'list':
      return value.items.length > 0 ? true : value.open === null ? false : null;
    case 'dict':
      return value.entries.length > 0 ? true : value.open === null ? false : null;
    case 'boolean':
      return value.value;
    case 'number':
      return value.value !== 0;
    case 'none':
      return false;
    case 'pattern':
      return true;
  }
}

export function unknown(why: string, range: Range): UnknownValue {
  return { kind: 'unknown', why, range };
}

/** The value with every environment variable unset; the value itself when it depends on none; null when that is not told. */
export function whenUnset(value: Value): Value | null {
  if (value.kind === 'unknown') return value.unset ?? null;
  if (value.kind !== 'list') return value;
  const items: Value[] = [];
  for (const item of value.items) {
    const unsetItem = whenUnset(item);
    if (unsetItem === null) return null;
    items.push(unsetItem);
  }
  return value.open === null ? { ...value, items } : null;
}
