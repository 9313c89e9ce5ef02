import { isEveryPath, isUnderstood } from './paths.ts';
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
  /** The major version of Express, which decides how paths are spelt; null where it is not known. */
  readonly major: number | null;
}

/** Every place of an app: any path, and each path that a layer names. */
export function placesOf(app: App, major: number | null): readonly Place[] {
  const anyPath: Place = { app, path: null, method: null, layer: null, major };
  const places = [anyPath];
  collect(app, '', places, anyPath, 0);
  return places.slice(0, 60);
}

function collect(app: App, prefix: string, places: Place[], root: Place, depth: number): void {
  if (depth > 5) return;
  for (const layer of app.layers) {
    const path = textPath(layer);
    if (path !== null && !isUnderstood(path, root.major)) continue;
    const full = path === null ? prefix : joinPaths(prefix, path);
    for (const { value } of layer.handlers) {
      if (value.type === 'host' && value.app) collect(value.app, full, places, root, depth + 1);
    }
    const method = layer.kind === 'route' && layer.method !== 'OPTIONS' ? layer.method : null;
    if (full === '' || (path !== null && isEveryPath(path, root.major) && prefix === '')) {
      if (!(layer.kind === 'route' && path === '/')) continue;
    }
    if (places.some((place) => place.path === full && place.method === method)) continue;
    if (method === null && places.some((place) => place.path === full)) continue;
    places.push({ ...root, path: full, method, layer });
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
