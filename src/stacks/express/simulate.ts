import type { Range } from '../../policy/range.ts';
import type { PolicyRequest } from '../../policy/types.ts';
import { runCors } from './cors/run.ts';
import { Answer, requestHost, responseHost } from './exchange.ts';
import type { Interpreter } from './interpret/interpreter.ts';
import { CannotTell } from './limits.ts';
import { matchPath } from './paths.ts';
import type { Place } from './places.ts';
import { Thrown, type OriginTest } from './run.ts';
import {
  native,
  truth,
  undefinedValue,
  type App,
  type Argument,
  type FunctionValue,
  type Layer,
} from './values.ts';

export interface Simulated {
  readonly status: number;
  readonly answer: Answer;
  readonly tests: readonly OriginTest[];
  /** The unknown conditions on the way, and how they were taken. */
  readonly decided: ReadonlyMap<string, boolean>;
  /** The layer that answered; null when it was the application behind. */
  readonly endedBy: Range | null;
}

/** Words without which a handler does nothing to CORS. */
const corsWords = /access-control|vary|\bcors\b/i;

interface Trip {
  readonly interpreter: Interpreter;
  readonly request: PolicyRequest;
  readonly answer: Answer;
  readonly major: number | null;
  /** Express itself answers OPTIONS, because a route of another method stands at this path. */
  ownOptions: boolean;
  endedBy: Range | null;
}

/** Sends one request through the layers of an app. */
export function simulate(interpreter: Interpreter, place: Place, incoming: PolicyRequest): Simulated {
  const method = incoming.method === 'OPTIONS' ? 'OPTIONS' : (place.method ?? incoming.method);
  const request = { ...incoming, method };
  const { major } = place;
  const trip: Trip = { interpreter, request, answer: new Answer(), major, ownOptions: false, endedBy: null };
  const passed = runLayers(trip, place.app, place.path);
  const { answer } = trip;
  return {
    status: trip.ownOptions
      ? 200
      : passed
        ? statusBehind(trip)
        : (answer.status ?? statusOf(answer, request)),
    answer,
    tests: interpreter.run.tests,
    decided: interpreter.run.decided,
    endedBy: trip.endedBy,
  };
}

function statusOf(answer: Answer, request: PolicyRequest): number {
  if (answer.outcome === 'failed') return 500;
  return request.handler.does === 'answer' ? request.handler.status : 200;
}

/** The application behind may have a route, for which Express then answers OPTIONS with 200. */
function statusBehind({ request }: Trip): number {
  const { handler } = request;
  if (request.method !== 'OPTIONS') return handler.does === 'throw' ? 500 : handler.status;
  if (handler.does === 'answer' && handler.status === 404) return 404;
  return 200;
}

/** False when one of the layers answered, failed, or left the request hanging, or when Express did at the end of a router. */
function runLayers(trip: Trip, app: App, path: string | null): boolean {
  const isOptions = trip.request.method === 'OPTIONS';
  let hasRoute = false;
  for (const layer of app.layers) {
    const rest = matchPath(layer, path, trip.major);
    if (rest === false) continue;
    if (layer.kind === 'route' && layer.method !== null && layer.method !== trip.request.method) {
      hasRoute = true;
      continue;
    }
    for (const handler of layer.handlers) {
      if (!runHandler(trip, handler, rest, layer)) {
        if (!trip.ownOptions) trip.endedBy ??= handler.range;
        return false;
      }
    }
  }
  if (!isOptions || !hasRoute) return true;
  trip.ownOptions = true;
  trip.answer.status = 200;
  return false;
}

/** False when the handler answered, failed, or never passed on. */
function runHandler(trip: Trip, handler: Argument, path: string | null, layer: Layer): boolean {
  const { value, range } = handler;
  const { answer, interpreter, request } = trip;
  if (value.type === 'host' && value.app) return runLayers(trip, value.app, path);
  if (value.type === 'native') {
    if (value.handler?.kind === 'cors') {
      const { options, range: call } = value.handler;
      answer.byPackage = true;
      const passed = attempt(trip, layer, true, () => runCors(interpreter, options, call, request, answer));
      answer.byPackage = false;
      return passed;
    }
    if (value.handler?.kind !== 'maker') return true;
    answer.markAllUnknown('a request that is never answered', range);
    return false;
  }
  if (value.type === 'function') return runFunction(trip, value, layer);
  if (value.type === 'unknown' && corsWords.test(interpreter.sourceOf(range))) {
    answer.markAllUnknown(`what ${interpreter.sourceOf(range).slice(0, 40)} does`, range);
  }
  return true;
}

function settle(trip: Trip, layer: Layer): boolean {
  const { answer } = trip;
  if (answer.outcome === 'next') {
    answer.outcome = null;
    return true;
  }
  if (answer.outcome === null && layer.kind === 'use' && trip.interpreter.run.escaped) return true;
  return false;
}

function runFunction(trip: Trip, handler: FunctionValue, layer: Layer): boolean {
  const { interpreter, request, answer } = trip;
  const { node } = handler;
  // Four parameters make an error handler.
  if (node.params.length >= 4) return true;
  const hasCors = corsWords.test(interpreter.sourceOf(node.range)) || callsHelper(interpreter, handler);
  const isRoute = layer.kind === 'route';
  if (!hasCors && (isRoute || request.method !== 'OPTIONS')) return !isRoute || node.params.length > 2;
  const next = native('next', ([error]) => {
    answer.outcome ??=
      error && truth(error.value) !== false && error.value.type !== 'text' ? 'failed' : 'next';
    return undefinedValue;
  });
  return attempt(trip, layer, hasCors, () =>
    interpreter.call(handler, [requestHost(request), responseHost(answer), next]),
  );
}

/** Runs one handler; an exception of its own makes Express answer 500. */
function attempt(trip: Trip, layer: Layer, hasCors: boolean, work: () => void): boolean {
  const { answer } = trip;
  answer.outcome = null;
  try {
    work();
  } catch (error) {
    if (error instanceof Thrown) answer.outcome = 'failed';
    else if (error instanceof CannotTell && !hasCors) answer.outcome = 'next';
    else throw error;
  }
  if (!hasCors) answer.outcome ??= 'next';
  return settle(trip, layer);
}

/** A handler that hands its response to a function of this file may set headers there. */
function callsHelper(interpreter: Interpreter, handler: FunctionValue): boolean {
  const source = interpreter.sourceOf(handler.node.range);
  for (const [, name] of source.matchAll(/\b([\w$]+)\s*\(\s*(?:req|res|request|response)\b/g)) {
    for (let scope: typeof handler.scope | null = handler.scope; scope; scope = scope.parent) {
      const callee = name ? scope.names.get(name) : undefined;
      if (callee?.type === 'function' && corsWords.test(interpreter.sourceOf(callee.node.range))) return true;
    }
  }
  return false;
}
