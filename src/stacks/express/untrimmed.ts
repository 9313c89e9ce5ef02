import type { Range } from '../../policy/range.ts';
import type { Interpreter } from './interpret/interpreter.ts';
import { taintOf, type Argument, type Unknown, type Value } from './values.ts';

/** A list that is cut out of an environment variable at its commas alone, so that spaces stay in it. */
export interface Untrimmed {
  readonly variable: string;
  /** The call of `split`. */
  readonly range: Range;
}

/** What a call of something unknown gives, where it is such a list. */
export function untrimmedOf({ key }: Unknown, args: readonly Argument[], range: Range): Untrimmed | null {
  const variable = /^process\.env\.(\w+)\.split$/.exec(key)?.[1];
  const separator = args[0]?.value;
  return variable && separator?.type === 'text' && separator.value === ',' ? { variable, range } : null;
}

/** Where origins are looked up in `list`. */
export function noteUntrimmed({ run }: Interpreter, list: Value | null): void {
  if (list?.type === 'unknown' && list.untrimmed) run.untrimmed.push(list.untrimmed);
}

/** `list.includes(origin)` and the like. */
export function noteLookUp(
  interpreter: Interpreter,
  list: Value | null,
  method: string | null,
  args: readonly Argument[],
): void {
  const looks = method === 'includes' || method === 'indexOf';
  if (looks && args[0] && taintOf(args[0].value) === 'origin') noteUntrimmed(interpreter, list);
}
