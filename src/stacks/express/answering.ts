import { fitsRoute, tailsOf, type Answering, type Target } from '../../policy/answering.ts';
import type { PolicyRequest, ReadContext } from '../../policy/types.ts';
import { answerAt } from './answer.ts';
import { runModule } from './module.ts';
import { pathMatcher } from './paths.ts';
import { placesOf, type PathRules } from './places.ts';
import { createPolicy } from './policy.ts';
import { rootsOf } from './read.ts';
import type { PlaceRun } from './send.ts';
import { sourcesOf } from './sources.ts';
import type { App } from './values.ts';

/** The apps and routers of a file that take the request. A router may be mounted at any first part of the path. */
export function answering(source: string, context: ReadContext, target: Target): readonly Answering[] {
  const version = Number.parseInt(context.versions?.express ?? '', 10);
  const major = Number.isNaN(version) ? null : version;
  const rules: PathRules = { major, match: pathMatcher(major) };
  const found = new Map<number, { readonly app: App; readonly fit: number; readonly runs: PlaceRun[] }>();
  const sources = sourcesOf(source, context);
  for (const module of runModule(sources).runs) {
    for (const app of rootsOf(module.apps)) {
      const way = wayInto(app, rules, target);
      if (way === null) continue;
      const entry = found.get(app.range.start) ?? { app, fit: way.fit, runs: [] };
      const place = { app, path: way.path, method: null, layer: null, match: rules.match };
      entry.runs.push({ module, place, traces: new Map() });
      found.set(app.range.start, entry);
    }
  }
  return [...found.values()].map(({ app, fit, runs }): Answering => {
    const label = app.kind === 'app' ? 'the app' : 'the router';
    return {
      label,
      range: sources.placeOf(app.range),
      placeOf: (range) => sources.placeOf(range),
      // The file that makes the app is read for itself.
      fit: sources.isElsewhere(app.range.start) ? 0 : fit,
      policy: createPolicy(source, runs, label, app.range),
      answer: (request: PolicyRequest) => answerAt(runs, request),
    };
  });
}

/** The path as the app sees it; null when it is a router in which nothing stands there. */
function wayInto(
  app: App,
  rules: PathRules,
  { path, method }: Target,
): { readonly path: string; readonly fit: number } | null {
  const named = placesOf(app, rules).filter((place) => place.path !== null);
  const names = (tail: string): boolean =>
    named.some(
      (place) =>
        (place.method === null || place.method === method) &&
        place.path !== null &&
        fitsRoute(place.path, tail),
    );
  const tails = app.kind === 'app' ? [path] : tailsOf(path);
  const tail = tails.find(names);
  if (tail !== undefined) return { path: tail, fit: 2 };
  return app.kind === 'app' ? { path, fit: 1 } : null;
}
