import type { Range } from '../../../policy/range.ts';
import type { Interpreter } from './interpreter.ts';
import { toText, type Value } from '../values.ts';

/** A key for what comes of `values` in the code at `range`: the same code on the same values gives the same unknown. */
export function keyOf(interpreter: Interpreter, range: Range, values: readonly Value[]): string {
  const key = values.reduce(
    (key, value) => `${key}|${value.type === 'unknown' ? value.key : (toText(value) ?? value.type)}`,
    interpreter.sourceOf(range).slice(0, 200),
  );
  return key.length > maxLength ? numbered(interpreter, key) : key;
}

const maxLength = 500;

/** What is made of unknowns time and again would have a key that doubles each time. */
function numbered({ longKeys }: Interpreter, key: string): string {
  const known = longKeys.get(key) ?? `key ${longKeys.size}`;
  longKeys.set(key, known);
  return known;
}
