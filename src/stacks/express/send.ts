import { requestFrom } from '../../policy/grant.ts';
import type { PolicyRequest } from '../../policy/types.ts';
import type { ModuleRun } from './module.ts';
import type { Place } from './places.ts';
import { followAll, type Paths } from './run.ts';
import { simulate, type Simulated } from './simulate.ts';
import { traceOf, type Trace } from './trace.ts';

/** A place as each way through the module has it. */
export interface PlaceRun {
  readonly module: ModuleRun;
  readonly place: Place;
  /** By method. */
  readonly traces: Map<string, Trace>;
}

/** Every way that a request can go; `complete` is false when there are more. */
export interface Sent {
  readonly ways: readonly Simulated[];
  readonly complete: boolean;
}

const maxWays = 24;
const requestFuel = 8_000;

/** An origin that no file names. */
export const stranger = 'https://evil.test';

/** Sends one request to a place, every way that it can go; once some cannot be followed, others tell nothing for certain. */
export function send(runs: readonly PlaceRun[], request: PolicyRequest): Sent {
  const ways: Simulated[] = [];
  let complete = true;
  for (const run of runs) {
    if (run.module.incomplete) complete = false;
    if (!complete && ways.length > 0) break;
    const paths = sendTo(run, request);
    ways.push(...paths.results);
    complete &&= paths.complete;
  }
  return { ways, complete };
}

/** Places of one reading with the same key answer requests of `method`, and their preflights, alike. */
export function kinOf(runs: readonly PlaceRun[], method: string): string {
  return runs.map((run) => `${traceFor(run, method).key}\n${traceFor(run, 'OPTIONS').key}`).join('\n');
}

function traceFor({ traces, module, place }: PlaceRun, method: string): Trace {
  const trace = traces.get(method) ?? traceOf(module.known, place, method);
  traces.set(method, trace);
  return trace;
}

/** Many places share their handlers, and many rules ask the same: what was worked out before is taken again. */
function sendTo(run: PlaceRun, incoming: PolicyRequest): Paths<Simulated> {
  const { module, place } = run;
  const method = incoming.method === 'OPTIONS' ? 'OPTIONS' : (place.method ?? incoming.method);
  const trace = traceFor(run, method);
  const key = `${trace.key}\n${method}\n${keyOf(incoming)}`;
  const before = module.answered.get(key);
  if (before) return before;
  const { interpreter, budget } = module;
  if (budget.steps <= 0) return { results: [], complete: false, steps: 0 };
  const request = { ...incoming, method };
  const paths = followAll(
    (way) => {
      interpreter.run = way;
      return simulate(interpreter, trace, request);
    },
    maxWays,
    Math.min(requestFuel, budget.steps),
    module.run,
  );
  budget.steps -= paths.steps;
  module.answered.set(key, paths);
  return paths;
}

/** What a request says, but for its method. */
function keyOf({ origin, headers, handler, meant }: PolicyRequest): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`).join('\n');
  return `${meant ? 'meant ' : ''}${handler.does === 'answer' ? handler.status : 'throws'}\n${origin === null ? '' : `o${origin}`}\n${lines}`;
}

/** What a stranger sends: a GET, and each method that the place tells apart by a comparison of its own. */
export function requestsOf(runs: readonly PlaceRun[]): readonly PolicyRequest[] {
  const get = requestFrom(stranger);
  if (runs.some(({ place }) => place.method !== null)) return [get];
  const compared = send(runs, get).ways.flatMap(({ methodTests }) => methodTests.map(({ value }) => value));
  const others = [...new Set(compared)].filter((method) => /^(?:POST|PUT|PATCH|DELETE)$/.test(method));
  return [get, ...others.map((method) => requestFrom(stranger, { method }))];
}

/** A header that no file lists, so that an answer which repeats it repeats any. */
export const probeHeader = 'x-preflight-probe';

export function preflightFrom(origin: string, method = 'PUT'): PolicyRequest {
  return requestFrom(origin, {
    method: 'OPTIONS',
    headers: [
      ['Access-Control-Request-Method', method],
      ['Access-Control-Request-Headers', probeHeader],
    ],
  });
}
