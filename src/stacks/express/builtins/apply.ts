import type { Interpreter } from '../interpret/interpreter.ts';
import { unknown, type Value } from '../values.ts';

/** Calls any callable value. */
export function apply(interpreter: Interpreter, callee: Value, args: readonly Value[]): Value {
  if (callee.type === 'function') return interpreter.call(callee, args);
  if (callee.type === 'native') {
    const range = { start: 0, end: 0 };
    return callee.call(
      args.map((value) => ({ value, range })),
      null,
    );
  }
  return unknown('what a callback returns', 'callback');
}
