import type { Range } from '../../policy/range.ts';
import { requestFrom } from '../../policy/grant.ts';
import type { Policy, ReadContext, Reading } from '../../policy/types.ts';
import { runModule, type ModuleRun } from './module.ts';
import { parse } from './parse.ts';
import { createPolicy, preflightFrom, send, type PlaceRun } from './policy.ts';
import type { OriginTest } from './run.ts';
import { placesOf } from './simulate.ts';

/** What only this stack's own rules need, beside the policies. */
export interface ExpressReading extends Reading {
  readonly stack: 'express';
}

/** Files larger than this are built, not written. */
const maxLength = 400_000;

/** Reads every CORS policy in `source`. Never throws; unreadable stretches come back as errors. */
export function read(source: string, context: ReadContext): ExpressReading {
  if (source.length > maxLength) return { stack: 'express', policies: [], errors: [] };
  const program = parse(source, context.path);
  const { runs } = runModule(program, source);
  const errors = program.broken.map((range) => ({ range, message: 'This could not be read as JavaScript.' }));
  return { stack: 'express', policies: policiesOf(source, runs), errors };
}

/** One policy for each place that deals with CORS otherwise than the places before it. */
function policiesOf(source: string, modules: readonly ModuleRun[]): readonly Policy[] {
  const policies: Policy[] = [];
  const known = new Set<string>();
  for (const runs of placeRuns(modules)) {
    const touched = touchedBy(runs);
    const [first] = touched;
    const place = runs[0]?.place;
    if (!first || !place) continue;
    const key = touched.map(({ start }) => start).join();
    if (known.has(key)) continue;
    known.add(key);
    const range = place.path === null ? first : (touched.at(-1) ?? first);
    policies.push(createPolicy(source, runs, place.path === null ? 'the app' : place.path, range));
  }
  return policies;
}

/** The same place in each way through the module. */
function placeRuns(modules: readonly ModuleRun[]): readonly (readonly PlaceRun[])[] {
  const places = new Map<string, PlaceRun[]>();
  for (const module of modules) {
    const mounted = new Set(
      module.apps.flatMap(({ layers }) =>
        layers.flatMap(({ handlers }) =>
          handlers.flatMap(({ value }) => (value.type === 'host' && value.app ? [value.app] : [])),
        ),
      ),
    );
    for (const app of module.apps.filter((one) => !mounted.has(one))) {
      for (const place of placesOf(app)) {
        const key = `${app.range.start} ${place.method ?? ''} ${place.path ?? ''}`;
        const runs = places.get(key) ?? [];
        runs.push({ module, place });
        places.set(key, runs);
      }
    }
  }
  return [...places.values()];
}

/** Where the place deals with CORS, in source order: where it writes such headers, and where it looks at the Origin. */
function touchedBy(runs: readonly PlaceRun[]): readonly Range[] {
  const touched = new Map<number, Range>();
  for (const request of [requestFrom('https://evil.test'), preflightFrom('https://evil.test')]) {
    for (const { answer, tests } of send(runs, request).ways) {
      for (const range of answer.touched) touched.set(range.start, range);
      for (const test of tests) touched.set(rangeOf(test).start, rangeOf(test));
    }
  }
  return [...touched.values()].sort((a, b) => a.start - b.start);
}

function rangeOf(test: OriginTest): Range {
  return test.kind === 'equals' ? test.literal : test.range;
}
