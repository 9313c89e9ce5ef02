import type { Range } from '../../../policy/range.ts';
import { apply } from '../builtins/apply.ts';
import type { Answer } from '../exchange.ts';
import type { Interpreter } from '../interpret/interpreter.ts';
import { native, truth, undefinedValue, unknown, type Argument, type Value } from '../values.ts';

export interface Called {
  /** The error that the callback was given, null for none. */
  readonly error: Argument | null;
  readonly argument: Argument | null;
}

/** Calls `(given, callback)`; null when the callback is not called, which leaves the request hanging. */
export function callback(
  interpreter: Interpreter,
  callee: Value,
  given: Value,
  answer: Answer,
  call: Range,
): Called | null {
  let called: Called | null = null;
  const receive = native('callback', ([error, argument], node) => {
    const range = argument?.range ?? node?.range ?? call;
    const failed = error && truth(error.value) !== false ? error : null;
    called ??= { error: failed, argument: { value: argument?.value ?? undefinedValue, range } };
    return undefinedValue;
  });
  const escapedBefore = interpreter.run.escaped;
  interpreter.run.escaped = false;
  apply(interpreter, callee, [given, receive]);
  const escaped = interpreter.run.escaped;
  interpreter.run.escaped = escapedBefore;
  if (called === null && !escaped) answer.neverAnswers(call);
  if (called === null && escaped && answer.meantOrigin !== null) {
    const value = unknown('a callback that something else calls', `callback ${call.start}`);
    return { error: null, argument: { value, range: call } };
  }
  if (called === null && escaped) {
    answer.markAllUnknown('a callback that something else calls', call);
    // Which way it goes on is unknown as well; passing on keeps the rest of the app in view.
    answer.outcome ??= 'next';
  }
  return called;
}

/** The package calls it, instead of reading it. */
export function isCallable(value: Value): boolean {
  return value.type === 'function' || (value.type === 'native' && !value.handler);
}
