import type { Range } from '../../../policy/range.ts';
import type { Interpreter } from './interpreter.ts';
import { toText, type Value } from '../values.ts';

/** A key for what comes of `values` in the code at `range`: the same code on the same values gives the same unknown. */
export function keyOf(interpreter: Interpreter, range: Range, values: readonly Value[]): string {
  return values.reduce(
    (key, value) => `${key}|${value.type === 'unknown' ? value.key : (toText(value) ?? value.type)}`,
    interpreter.sourceOf(range).slice(0, 200),
  );
}
