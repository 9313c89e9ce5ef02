import type { Range } from '../../policy/range.ts';
import type { ErrorStep } from './errors.ts';
import type { Interpreter } from './interpret/interpreter.ts';
import type { Place } from './places.ts';
import { lookUp } from './interpret/scope.ts';
import type { App, Argument, FunctionValue, Layer, Scope, Value } from './values.ts';
import { namesCors } from './words.ts';

/** What a request meets at a place, in order. What cannot do anything to its answer is left out. */
export interface Trace {
  readonly steps: readonly Step[];
  readonly errorSteps: readonly ErrorStep[];
  readonly end: End;
  /** Two traces of one module with the same key answer alike. */
  readonly key: string;
}

export interface Step {
  readonly handler: Argument;
  readonly layer: Layer;
  /** It may set headers, or call something that does. */
  readonly hasCors: boolean;
  /** Routers stand in front of it: a call to one of their routes never comes here. */
  readonly behindRouters: boolean;
}

export type End =
  /** Nothing of what is in the file answers. */
  | { readonly kind: 'behind' }
  /** A route that has nothing to do with CORS. */
  | { readonly kind: 'route'; readonly by: Range }
  /** A check of a library that asks for a login, and a preflight has none. */
  | { readonly kind: 'refused'; readonly by: Range }
  /** Express itself answers OPTIONS, because a route of another method stands at this path. */
  | { readonly kind: 'own options' };

/** What is known of the handlers of a module, so that it is worked out once. */
export interface Known {
  readonly interpreter: Interpreter;
  readonly ids: Map<Argument, number>;
  readonly hasCors: Map<FunctionValue, boolean>;
  readonly writes: Map<FunctionValue, boolean>;
}

/** False for a handler that does nothing to CORS. */
function mayMatter(source: string): boolean {
  return namesCors(source) || /vary/i.test(source);
}

/** Headers whose names stand elsewhere: a constant, an object, a loop over one. */
const namedHeaders =
  /\bres(?:ponse)?\b(?:\s*\.\s*\w+\([^()]*\))*\s*\.\s*(?:(?:set|header|setHeaders?|append|appendHeader)\(\s*[A-Za-z_$[]|writeHead\([^,;{}]*,\s*(?:[A-Za-z_$]|\{\s*\.\.\.))/;

/** The way of a request of `method` through the layers at `place`. */
export function traceOf(known: Known, place: Place, method: string): Trace {
  const journey: Journey = {
    known,
    steps: [],
    errorSteps: [],
    method,
    match: place.match,
    behindRouters: false,
    end: null,
  };
  follow(journey, place.app, place.path);
  const { steps, errorSteps, end } = journey;
  const ids = steps.map((step) => `${idOf(known, step.handler)}${step.behindRouters ? '+' : ''}`);
  const errors = errorSteps.map(({ handler, from, to }) => `${handler.node.range.start} ${from}-${to}`);
  const by = method === 'OPTIONS' && end && 'by' in end ? end.by.start : '';
  const key = `${ids.join()};${errors.join()};${end?.kind ?? ''} ${by}`;
  return { steps, errorSteps, end: end ?? { kind: 'behind' }, key };
}

interface Journey {
  readonly known: Known;
  readonly steps: Step[];
  readonly errorSteps: ErrorStep[];
  readonly method: string;
  readonly match: Place['match'];
  behindRouters: boolean;
  /** Once it is there, only handlers of errors are still met. */
  end: End | null;
}

function idOf({ ids }: Known, handler: Argument): number {
  const id = ids.get(handler) ?? ids.size;
  ids.set(handler, id);
  return id;
}

function follow(journey: Journey, app: App, path: string | null): void {
  const from = journey.steps.length;
  let hasRoute = false;
  for (const layer of app.layers) {
    const rest = journey.match(layer, path);
    if (path === null) journey.behindRouters ||= layer.kind === 'use' && layer.handlers.some(mayHaveRoutes);
    if (rest === false) continue;
    if (layer.kind === 'route' && layer.method !== null && layer.method !== journey.method) {
      hasRoute = true;
      continue;
    }
    for (const handler of layer.handlers) meet(journey, layer, handler, rest, from);
  }
  if (journey.method === 'OPTIONS' && hasRoute) journey.end ??= { kind: 'own options' };
}

function mayHaveRoutes({ value }: Argument): boolean {
  return value.type === 'unknown' ? value.foreign !== true : value.type === 'host' && value.app !== undefined;
}

function meet(journey: Journey, layer: Layer, handler: Argument, path: string | null, from: number): void {
  const { value } = handler;
  const { known, steps, behindRouters } = journey;
  if (value.type === 'host' && value.app) {
    follow(journey, value.app, path);
    return;
  }
  if (value.type === 'function' && value.node.params.length >= 4)
    journey.errorSteps.push({ handler: value, from, to: steps.length });
  if (journey.end) return;
  const step = (hasCors: boolean): void => void steps.push({ handler, layer, hasCors, behindRouters });
  switch (value.type) {
    case 'native':
      if (value.handler?.kind === 'cors' || value.handler?.kind === 'maker') step(true);
      if (value.handler?.kind === 'refuses' && journey.method === 'OPTIONS')
        journey.end = { kind: 'refused', by: handler.range };
      return;
    case 'unknown':
      if (mayMatter(known.interpreter.sourceOf(handler.range))) step(true);
      return;
    case 'function': {
      const { length } = value.node.params;
      if (length >= 4) return;
      const hasCors = mayTouch(known, value);
      const isRoute = layer.kind === 'route';
      if (hasCors || (!isRoute && journey.method === 'OPTIONS')) step(hasCors);
      else if (isRoute && length <= 2) journey.end = { kind: 'route', by: handler.range };
    }
  }
}

/** Who reads the Origin may refuse some of them. */
const looksAtOrigin =
  /\bheaders\b[^;\n]{0,20}\borigin\b|\borigin\b[^;\n]{0,12}\}\s*=\s*req(?:uest)?\.headers|\.(?:get|header)\(\s*['"`]origin/i;

function mayTouch(known: Known, handler: FunctionValue): boolean {
  const before = known.hasCors.get(handler);
  if (before !== undefined) return before;
  const source = known.interpreter.sourceOf(handler.node.range);
  const found = looksAtOrigin.test(source) || writesCors(known, handler);
  known.hasCors.set(handler, found);
  return found;
}

/** `writesHeaders`, worked out once for each function. */
export function writesCors({ interpreter, writes }: Known, handler: FunctionValue): boolean {
  const found = writes.get(handler) ?? writesHeaders(interpreter, handler, new Set());
  writes.set(handler, found);
  return found;
}

/** It names CORS, writes headers whose names stand elsewhere, or hands its response to a function of which that is true. */
function writesHeaders(
  interpreter: Interpreter,
  { node, scope }: FunctionValue,
  seen: Set<FunctionValue['node']>,
): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  const source = interpreter.sourceOf(node.range);
  if (mayMatter(source) || namedHeaders.test(source)) return true;
  return helpersOf(source, scope).some((callee) =>
    callee.type === 'function'
      ? writesHeaders(interpreter, callee, seen)
      : callee.type === 'native' && callee.handler?.kind === 'cors',
  );
}

/** What a handler hands its request or response to. */
const handedOn = /\((?=[^()]*\b_?res(?:ponse)?\b)/g;
const calledName = /(?<![\w$])(?:(this|[\w$]+)\s*\.\s*)?(#?[\w$]+)\s*$/;
const longestName = 120;

function helpersOf(source: string, scope: Scope): readonly Value[] {
  return [...source.matchAll(handedOn)].flatMap(({ index }) => {
    const [, on, name] = calledName.exec(source.slice(Math.max(0, index - longestName), index)) ?? [];
    if (!name) return [];
    const owner = on === undefined ? null : lookUp(on, scope);
    if (on === undefined) return [lookUp(name, scope)].filter((one) => one !== null);
    const member = owner?.type === 'object' ? owner.properties.get(name)?.value : undefined;
    return member ? [member] : [];
  });
}
