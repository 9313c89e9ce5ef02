import type { Answer } from './exchange.ts';
import type { Interpreter } from './interpret/interpreter.ts';
import { CannotTell } from './limits.ts';
import { Thrown } from './run.ts';
import { native, truth, undefinedValue, type FunctionValue, type Value } from './values.ts';

/** A handler of errors, which has four parameters. */
export interface ErrorStep {
  readonly handler: FunctionValue;
  /** The steps whose errors come to it: those of its router in front of it. */
  readonly from: number;
  readonly to: number;
}

/** Hands the error that failed the request on to the handlers that come behind the step `at`; Express itself answers what they leave. */
export function handleError(
  interpreter: Interpreter,
  handlers: readonly ErrorStep[],
  at: number,
  answer: Answer,
  request: Value,
  response: Value,
): void {
  for (const { handler, from, to } of handlers) {
    if (at < from || at >= to || answer.outcome !== 'failed') continue;
    const by = answer.failure?.by ?? 'error';
    answer.outcome = null;
    const next = native('next', ([error]) => {
      answer.outcome ??= 'failed';
      if (error) answer.error = error.value;
      return undefinedValue;
    });
    try {
      interpreter.call(handler, [answer.error, request, response, next]);
    } catch (error) {
      if (error instanceof Thrown) answer.fail(by, error.at, error.value);
      else if (!(error instanceof CannotTell)) throw error;
    }
    if (answer.outcome === null) {
      answer.unknown.push({
        about: 'status',
        why: 'what a handler of errors does',
        range: handler.node.range,
      });
      answer.outcome = 'ended';
    }
  }
  if (answer.outcome === 'failed') answer.status = statusOf(answer.error);
  // What it names as its status may be any.
  if ((answer.status ?? 200) < 500 || answer.error.type === 'unknown') answer.failure = null;
}

/** What Express answers for an error that nobody handles (finalhandler): the status that it names, or 500. */
function statusOf(error: Value): number {
  if (error.type !== 'object') return 500;
  const named = ['status', 'statusCode'].map((name) => error.properties.get(name)?.value);
  const status = named.find((value) => value !== undefined && truth(value) !== false);
  return status?.type === 'number' && status.value >= 400 && status.value < 600 ? status.value : 500;
}
