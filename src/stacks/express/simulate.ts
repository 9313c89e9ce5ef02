import type { Range } from '../../policy/range.ts';
import type { PolicyRequest } from '../../policy/types.ts';
import { apply } from './builtins/apply.ts';
import { runCors } from './cors/run.ts';
import { handleError } from './errors.ts';
import { Answer, requestHost } from './exchange.ts';
import type { Interpreter } from './interpret/interpreter.ts';
import { CannotTell } from './limits.ts';
import { responseHost } from './response.ts';
import { Thrown, type MethodTest, type OriginTest, type Run } from './run.ts';
import type { Step, Trace } from './trace.ts';
import type { Untrimmed } from './untrimmed.ts';
import { native, truth, undefinedValue, type FunctionValue, type Handler, type Value } from './values.ts';

export interface Simulated {
  readonly status: number;
  readonly answer: Answer;
  readonly tests: readonly OriginTest[];
  readonly methodTests: readonly MethodTest[];
  readonly untrimmed: readonly Untrimmed[];
  /** The way that was gone, with how it took the unknown conditions. */
  readonly run: Run;
  /** The handler that answered an OPTIONS request; null when it was Express or the application behind. */
  readonly endedBy: Range | null;
}

type CorsHandler = Extract<Handler, { kind: 'cors' }>;

interface Trip {
  readonly interpreter: Interpreter;
  readonly request: PolicyRequest;
  readonly answer: Answer;
}

/** Sends one request, with the method that stands at the place, through the handlers that it meets there. */
export function simulate(
  interpreter: Interpreter,
  { steps, errorSteps, end }: Trace,
  request: PolicyRequest,
): Simulated {
  const trip: Trip = { interpreter, request, answer: new Answer(request) };
  const { answer } = trip;
  const last = end.kind === 'behind' ? steps.findIndex((step) => isForTheRest(trip, step)) : -1;
  const met = last < 0 ? steps : steps.slice(0, last);
  const at = met.findIndex((step) => !runStep(trip, step));
  const stopped = met[at];
  if (answer.outcome === 'failed')
    handleError(interpreter, errorSteps, at, answer, requestHost(request), responseHost(answer));
  const { run } = interpreter;
  const { tests, methodTests, untrimmed } = run;
  const made = { answer, tests, methodTests, untrimmed, run };
  if (stopped) {
    const endedBy = request.method === 'OPTIONS' ? stopped.handler.range : null;
    return { ...made, status: answer.status ?? statusOf(request), endedBy };
  }
  switch (end.kind) {
    case 'behind':
      return { ...made, status: statusBehind(request), endedBy: null };
    case 'route': {
      const endedBy = request.method === 'OPTIONS' ? end.by : null;
      return { ...made, status: answer.status ?? statusOf(request), endedBy };
    }
    case 'refused':
      return { ...made, status: 401, endedBy: end.by };
    case 'own options':
      return { ...made, status: 200, endedBy: null };
  }
}

/** What takes all requests that no router in front took, such as the handler that says 404: a call that has a route never comes there. */
function isForTheRest(trip: Trip, step: Step): boolean {
  if (step.hasCors || !step.behindRouters) return false;
  const headers = [['authorization', 'Bearer token'] as const, ['cookie', 'id=1'] as const];
  const request = { ...trip.request, method: 'PUT', headers };
  return !runStep({ ...trip, request, answer: new Answer(request) }, step);
}

function statusOf({ handler }: PolicyRequest): number {
  return handler.does === 'answer' ? handler.status : 200;
}

/** The application behind may have a route, for which Express then answers OPTIONS with 200. */
function statusBehind({ method, handler }: PolicyRequest): number {
  if (method !== 'OPTIONS') return handler.does === 'throw' ? 500 : handler.status;
  if (handler.does === 'answer' && handler.status === 404) return 404;
  return 200;
}

/** False when the handler answered, failed, or never passed on. */
function runStep(trip: Trip, step: Step): boolean {
  const { answer, interpreter } = trip;
  const { value, range } = step.handler;
  if (value.type === 'function') return runFunction(trip, step, value);
  if (value.type === 'unknown') {
    answer.markAllUnknown(`what ${interpreter.sourceOf(range).slice(0, 40)} does`, range);
    return true;
  }
  if (value.type !== 'native' || value.handler?.kind !== 'cors') {
    answer.neverAnswers(range);
    return false;
  }
  const { handler } = value;
  return attempt(trip, step, () => runPackage(trip, handler));
}

function runPackage({ interpreter, request, answer }: Trip, { options, range }: CorsHandler): void {
  answer.byPackage = true;
  try {
    runCors(interpreter, options, range, request, answer);
  } finally {
    answer.byPackage = false;
  }
}

/** `cors(…)(req, res, next)` in the midst of another handler. */
function meet(trip: Trip, handler: Handler, next: Value): void {
  const { answer, interpreter } = trip;
  if (handler.kind !== 'cors' || answer.outcome !== null) return;
  runPackage(trip, handler);
  if (answer.outcome !== 'next') return;
  answer.outcome = null;
  apply(interpreter, next, []);
}

function runFunction(trip: Trip, step: Step, handler: FunctionValue): boolean {
  const { interpreter, request, answer } = trip;
  const next = native('next', ([error]) => {
    const failed = error && truth(error.value) !== false && error.value.type !== 'text';
    if (failed && answer.outcome === null) answer.fail('error', error.range, error.value);
    else answer.outcome ??= 'next';
    return undefinedValue;
  });
  const response = { ...responseHost(answer), meet: meet.bind(null, trip) };
  return attempt(trip, step, () => interpreter.call(handler, [requestHost(request), response, next]));
}

/** Runs one handler; an exception of its own makes Express answer 500. */
function attempt(trip: Trip, step: Step, work: () => void): boolean {
  const { handler, layer, hasCors } = step;
  const { answer, interpreter } = trip;
  answer.outcome = null;
  try {
    work();
  } catch (error) {
    // What is thrown behind the answer comes too late.
    if (error instanceof Thrown) {
      if (answer.outcome === null) answer.fail('exception', error.at, error.value);
    } else if (error instanceof CannotTell && !hasCors) answer.outcome = 'next';
    else throw error;
  }
  if (!hasCors) answer.outcome ??= 'next';
  if (answer.outcome === 'next') {
    answer.outcome = null;
    return true;
  }
  const { escaped, handedOver } = interpreter.run;
  if (answer.outcome === null && hasCors && !escaped && !handedOver && !isHelper(step))
    answer.neverAnswers(handler.range);
  return answer.outcome === null && layer.kind === 'use' && escaped;
}

/** A function that nothing in this file registers may set headers for others; one that is given `next` is a handler. */
function isHelper({ handler, layer }: Step): boolean {
  const { value, range } = handler;
  return value.type === 'function' && layer.range.start === range.start && value.node.params.length < 3;
}
