import type { Range } from '../../policy/range.ts';
import { unknown, type ListValue, type StringValue, type Value } from './values.ts';

/** What a string method gives; unknown for what is not followed. */
export function stringMethod(value: Value, name: string, given: readonly Value[], range: Range): Value {
  const [first] = given;
  const argument = first?.kind === 'string' ? first.value : null;
  if (value.kind !== 'string' || (first && argument === null) || given.length > 1) {
    return unknown('this file alone does not tell its value', range);
  }
  switch (name) {
    case 'split':
      return split(value, argument, range);
    case 'strip':
    case 'rstrip':
    case 'lstrip':
      return strip(value, name, argument);
    case 'lower':
      return { ...value, value: value.value.toLowerCase(), exact: false };
    case 'upper':
      return { ...value, value: value.value.toUpperCase(), exact: false };
    default:
      return unknown('this file alone does not tell its value', range);
  }
}

function part(value: StringValue, from: number, to: number): StringValue {
  const range = value.exact ? { start: value.range.start + from, end: value.range.start + to } : value.range;
  return { ...value, value: value.value.slice(from, to), range };
}

function split(value: StringValue, separator: string | null, range: Range): Value {
  const items: StringValue[] = [];
  if (separator === '') return unknown('it cannot be split', range);
  if (separator === null) {
    for (const match of value.value.matchAll(/\S+/g))
      items.push(part(value, match.index, match.index + match[0].length));
  } else {
    let at = 0;
    for (const text of value.value.split(separator)) {
      items.push(part(value, at, at + text.length));
      at += text.length + separator.length;
    }
  }
  return { kind: 'list', items, ordered: true, open: null, range };
}

/** Python's `strip`, `lstrip` and `rstrip`; white space when no characters are given. */
function strip(value: StringValue, name: string, characters: string | null): StringValue {
  const text = value.value;
  const drops = (one: string | undefined): boolean =>
    one !== undefined && (characters === null ? /\s/.test(one) : characters.includes(one));
  let from = 0;
  let to = text.length;
  while (name !== 'rstrip' && from < to && drops(text[from])) from++;
  while (name !== 'lstrip' && from < to && drops(text[to - 1])) to--;
  return part(value, from, to);
}

/** Every item of a list of strings through `strip` or as it is; empty ones are kept or left out. */
export function cleaned(value: Value, verb: string, keepsEmpty: boolean, range: Range): Value {
  if (value.kind !== 'list') return unknown('this file alone does not tell its value', range);
  const items: Value[] = [];
  for (const item of value.items) {
    if (item.kind !== 'string') return unknown('this file alone does not tell its value', range);
    const result = verb === 'strip' ? strip(item, 'strip', null) : item;
    if (keepsEmpty || result.value !== '') items.push(result);
  }
  return { ...value, items, range } satisfies ListValue;
}
