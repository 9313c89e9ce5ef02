import { isEveryPath, isUnderstood, type MatchPath } from './paths.ts';
import { listOf, type App, type Layer } from './values.ts';

/** A place in an app that answers: a path, and the method of the route that stands there. */
export interface Place {
  readonly app: App;
  /** As the layers spell it; null for any path that no layer names. */
  readonly path: string | null;
  /** The method of a route at this path; null where only middleware stands. */
  readonly method: string | null;
  /** The first layer at this path. */
  readonly layer: Layer | null;
  /** As the version of Express does it. */
  readonly match: MatchPath;
}

/** How the version of Express reads paths; `major` is null where it is not known. */
export interface PathRules {
  readonly major: number | null;
  readonly match: MatchPath;
}

const maxPlaces = 60;

/** Every place of an app: any path, and each path that a layer names. */
export function placesOf(app: App, { major, match }: PathRules): readonly Place[] {
  const anyPath: Place = { app, path: null, method: null, layer: null, match };
  const places = new Map([['', anyPath]]);
  collect({ places, root: anyPath, major }, app, '', 0);
  return [...places.values()].slice(0, maxPlaces);
}

interface Collection {
  /** By path and method. */
  readonly places: Map<string, Place>;
  readonly root: Place;
  readonly major: number | null;
}

function collect(collection: Collection, app: App, prefix: string, depth: number): void {
  const { places, root, major } = collection;
  if (depth > 5) return;
  for (const layer of app.layers) {
    const path = textPath(layer);
    if (path !== null && !isUnderstood(path, major)) continue;
    const full = path === null ? prefix : joinPaths(prefix, path);
    for (const { value } of layer.handlers) {
      if (value.type === 'host' && value.app) collect(collection, value.app, full, depth + 1);
    }
    const method = layer.kind === 'route' && layer.method !== 'OPTIONS' ? layer.method : null;
    if (full === '' || (path !== null && isEveryPath(path, major) && prefix === '')) {
      if (!(layer.kind === 'route' && path === '/')) continue;
    }
    const key = `${method ?? ''} ${full}`;
    if (places.has(key)) continue;
    if (method === null && [...places.values()].some((place) => place.path === full)) continue;
    places.set(key, { ...root, path: full, method, layer });
  }
}

function textPath(layer: Layer): string | null {
  const value = layer.path?.value;
  const first = value?.type === 'list' ? listOf(value)?.[0] : value;
  return first?.type === 'text' ? first.value : null;
}

function joinPaths(prefix: string, path: string): string {
  return `${prefix}/${path}`.replace(/\/{2,}/g, '/').replace(/(?!^)\/$/, '');
}
