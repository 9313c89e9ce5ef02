import type { Range } from '../../policy/range.ts';
import { requestFrom } from '../../policy/grant.ts';
import type { Policy, PolicyRequest, PolicyResponse, ReadContext, Reading } from '../../policy/types.ts';
import type { AppCookie } from './appCookie.ts';
import { cookiesOf } from './cookies.ts';
import type { ClosedWithout } from './exchange.ts';
import type { CorsCall } from './library.ts';
import { runModule, type ModuleRun } from './module.ts';
import { pathMatcher } from './paths.ts';
import { answerAt } from './answer.ts';
import { createPolicy } from './policy.ts';
import { sourcesOf, type Sources } from './sources.ts';
import { kinOf, preflightFrom, send, stranger, type PlaceRun, requestsOf } from './send.ts';
import type { MethodTest, OriginTest } from './run.ts';
import { placesOf, type Place } from './places.ts';
import type { Untrimmed } from './untrimmed.ts';
import { closedWhenUnset, openWhenUnset, type OpenWhenUnset } from './unset.ts';
import type { App, Layer } from './values.ts';

/** What only this stack's own rules need, beside the policies. */
export interface ExpressReading extends Reading {
  readonly stack: 'express';
  /** Calls of the cors package. */
  readonly corsCalls: readonly CorsCall[];
  /** What is mounted on each app and router, in order; empty where that depends on conditions. */
  readonly apps: readonly App[];
  /** Routes with a path of their own, on apps whose whole order is in this file. */
  readonly routes: readonly Route[];
  /** The same with those of routers that other files make. */
  mountedRoutes(): readonly Route[];
  readonly openWhenUnset: readonly OpenWhenUnset[];
  readonly closedWhenUnset: readonly ClosedWithout[];
  /** Texts that the method of a preflight is compared with. */
  readonly methodTests: readonly MethodTest[];
  /** Lists of allowed origins. */
  readonly untrimmed: readonly Untrimmed[];
  /** What stands at a range, which may lie in a file that this one imports. */
  sourceOf(range: Range): string;
  /** Worked out when it is asked, because handlers without CORS are run for it. */
  cookies(): readonly AppCookie[];
}

export interface Route {
  readonly app: App;
  readonly layer: Layer;
  /** As written, with the paths of the routers around it. */
  readonly path: string;
  readonly method: string;
  /** Routes of one reading that are of a kin answer alike, whatever is asked. */
  readonly kin: string;
  answer(request: PolicyRequest): PolicyResponse;
}

/** Files larger than this are built, not written. */
const maxLength = 400_000;

/** Reads every CORS policy in `source`. Never throws; unreadable stretches come back as errors. */
export function read(source: string, context: ReadContext): ExpressReading {
  const nothing = {
    policies: [],
    errors: [],
    corsCalls: [],
    apps: [],
    routes: [],
    mountedRoutes: () => [],
    openWhenUnset: [],
    closedWhenUnset: [],
    methodTests: [],
    untrimmed: [],
    sourceOf: ({ start, end }: Range) => source.slice(start, end),
    cookies: () => [],
  };
  if (source.length > maxLength) return { stack: 'express', ...nothing };
  const sources = sourcesOf(source, context);
  const { isElsewhere } = sources;
  const { runs } = runModule(sources);
  const everywhere = placeRuns(runs, context);
  const places = everywhere.filter((of) => of.some(({ place }) => isOurs(place, isElsewhere)));
  return {
    stack: 'express',
    policies: policiesOf(source, places),
    errors: sources.document.program.broken.map((range) => ({
      range,
      message: 'This could not be read as JavaScript.',
    })),
    corsCalls: distinct(runs.flatMap(({ corsCalls }) => corsCalls)).filter(
      ({ range }) => !isElsewhere(range.start),
    ),
    apps: sameInAll(runs) ? appsHere(runs[0]?.apps ?? [], isElsewhere) : [],
    placeOf: sources.placeOf,
    sourceOf: sources.sourceOf,
    routes: routesOf(places),
    mountedRoutes: () => routesOf(everywhere),
    openWhenUnset: places.flatMap(openWhenUnset),
    closedWhenUnset: closedWhenUnset(places, sources),
    untrimmed: places.flatMap((runs) =>
      send(runs, requestFrom(stranger)).ways.flatMap(({ untrimmed }) => untrimmed),
    ),
    methodTests: places.flatMap((runs) =>
      send(runs, preflightFrom(stranger)).ways.flatMap(({ methodTests }) => methodTests),
    ),
    cookies: () => cookiesOf(runs).filter(({ range }) => !isElsewhere(range.start)),
  };
}

/** Every place of the apps in `source` that is told apart by its path, whether it deals with CORS or not. */
export function answersIn(source: string, context: ReadContext): readonly PlaceAnswer[] {
  const { runs } = runModule(sourcesOf(source, context));
  return placeRuns(runs, context).flatMap((of) => {
    const place = of[0]?.place;
    return place ? [{ ...place, answer: (request: PolicyRequest) => answerAt(of, request) }] : [];
  });
}

export interface PlaceAnswer {
  /** Null for any path that no layer names. */
  readonly path: string | null;
  /** Of the route that stands there; null for middleware. */
  readonly method: string | null;
  answer(request: PolicyRequest): PolicyResponse;
}

/** The file of a router tells of its own places. */
function isOurs({ app, layer }: Place, isElsewhere: Sources['isElsewhere']): boolean {
  if (layer) return !isElsewhere(layer.range.start);
  return !isElsewhere(app.range.start) || app.layers.some(({ range }) => !isElsewhere(range.start));
}

/** What the document itself mounts. */
function appsHere(apps: readonly App[], isElsewhere: Sources['isElsewhere']): readonly App[] {
  return apps.flatMap((app) => {
    const layers = app.layers.filter(({ range }) => !isElsewhere(range.start));
    if (layers.length === app.layers.length) return isElsewhere(app.range.start) ? [] : [app];
    return layers.length > 0 ? [{ ...app, layers }] : [];
  });
}

function distinct(calls: readonly CorsCall[]): readonly CorsCall[] {
  return calls.filter(({ range }, i) => calls.findIndex((other) => other.range.start === range.start) === i);
}

function sameInAll(runs: readonly ModuleRun[]): boolean {
  const order = ({ apps }: ModuleRun): string =>
    apps.map(({ layers }) => layers.map(({ range }) => range.start).join()).join(';');
  return new Set(runs.map(order)).size === 1;
}

function routesOf(places: readonly (readonly PlaceRun[])[]): readonly Route[] {
  return places.flatMap((runs): Route[] => {
    const place = runs[0]?.place;
    if (place?.app.kind !== 'app' || !place.layer || place.path === null || place.method === null) return [];
    const { app, layer, path, method } = place;
    const kin = `${method} ${kinOf(runs, method)}`;
    return [{ app, layer, path, method, kin, answer: (request) => answerAt(runs, request) }];
  });
}

/** One policy for each place that deals with CORS otherwise than the places before it. */
function policiesOf(source: string, places: readonly (readonly PlaceRun[])[]): readonly Policy[] {
  const policies: Policy[] = [];
  const known = new Set<string>();
  const touched = new Map<string, Touched>();
  for (const runs of places) {
    const { sites, looks, endings } = touchedByKin(runs, touched);
    const range = runs[0]?.place.path === null ? (sites[0] ?? looks[0]) : (sites.at(-1) ?? looks.at(-1));
    const key = [...sites, ...looks, ...endings].map(({ start }) => start).join();
    if (!range || known.has(key)) continue;
    known.add(key);
    policies.push(createPolicy(source, runs, labelOf(runs[0]?.place), range));
  }
  return policies;
}

/** `the app`, `the app at /orders`, `a router at /`: behind a router stands an app that this file may not show. */
function labelOf(place: Place | undefined): string {
  const root = place?.app.kind === 'app' ? 'the app' : 'a router';
  return place?.path ? `${root} at ${place.path}` : root;
}

/** The same place in each way through the module. */
function placeRuns(
  modules: readonly ModuleRun[],
  { versions }: ReadContext,
): readonly (readonly PlaceRun[])[] {
  const version = Number.parseInt(versions?.express ?? '', 10);
  const major = Number.isNaN(version) ? null : version;
  const rules = { major, match: pathMatcher(major) };
  const places = new Map<string, PlaceRun[]>();
  for (const module of modules) {
    for (const app of rootsOf(module.apps)) {
      for (const place of placesOf(app, rules)) {
        const key = `${app.range.start} ${place.method ?? ''} ${place.path ?? ''}`;
        const runs = places.get(key) ?? [];
        runs.push({ module, place, traces: new Map() });
        places.set(key, runs);
      }
    }
  }
  return [...places.values()];
}

/** Apps and routers that are mounted nowhere in this file. */
export function rootsOf(apps: readonly App[]): readonly App[] {
  const handlers = apps.flatMap(({ layers }) => layers.flatMap((layer) => layer.handlers));
  const mounted = new Set(
    handlers.flatMap(({ value }) => (value.type === 'host' && value.app ? [value.app] : [])),
  );
  return apps.filter((app) => !mounted.has(app));
}

interface Touched {
  readonly sites: readonly Range[];
  readonly looks: readonly Range[];
  readonly endings: readonly Range[];
}

/** As `touchedBy`: routes that meet the same handlers touch the same. */
function touchedByKin(runs: readonly PlaceRun[], known: Map<string, Touched>): Touched {
  const method = runs[0]?.place.method;
  if (!method || runs.some(({ place }) => place.method !== method)) return touchedBy(runs);
  const kin = `${method} ${kinOf(runs, method)}`;
  const before = known.get(kin);
  if (before) return before;
  const found = touchedBy(runs);
  known.set(kin, found);
  return found;
}

/** Where the place writes CORS headers or runs the cors package, where it looks at the Origin, and who answers its preflights; in source order. */
function touchedBy(runs: readonly PlaceRun[]): Touched {
  const sites = new Map<number, Range>();
  const looks = new Map<number, Range>();
  const endings = new Map<number, Range>();
  for (const request of [...requestsOf(runs), preflightFrom(stranger)]) {
    for (const { answer, tests, endedBy } of send(runs, request).ways) {
      for (const range of answer.touched) sites.set(range.start, range);
      for (const range of tests.map(rangeOf)) looks.set(range.start, range);
      for (const { name, literal } of answer.lines)
        if (literal && /^access-control-allow-origin$/i.test(name)) looks.set(literal.start, literal);
      if (endedBy) endings.set(endedBy.start, endedBy);
    }
  }
  const inOrder = (ranges: Map<number, Range>): readonly Range[] =>
    [...ranges.values()].sort((a, b) => a.start - b.start);
  return { sites: inOrder(sites), looks: inOrder(looks), endings: inOrder(endings) };
}

function rangeOf(test: OriginTest): Range {
  return test.kind === 'equals' ? test.literal : test.range;
}
