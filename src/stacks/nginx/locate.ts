import { compile } from './pattern.ts';
import type { Level } from './model.ts';

/**
 * The location that takes `path` (or the name of one), by nginx's order: exact, longest prefix with `^~`, expressions as written, longest prefix.
 * Out: the server itself when nothing matches; null for a name that no location has; 'unknown' when the path holds variables or an
 * expression cannot be evaluated.
 */
export function locationFor(server: Level, path: string): Level | null | 'unknown' {
  if (path.startsWith('@')) {
    const name = path.slice(1);
    return (
      server.locations.find((location) => location.uri?.modifier === '@' && location.uri.path === name) ??
      null
    );
  }
  if (path.includes('$') || !path.startsWith('/')) return 'unknown';
  return inside(server, path);
}

function inside(level: Level, path: string): Level | 'unknown' {
  const exact = level.locations.find(
    (location) => location.uri?.modifier === '=' && location.uri.path === path,
  );
  if (exact) return exact;
  const prefix = longestPrefix(level, path);
  const nested = prefix ? inside(prefix, path) : level;
  if (nested === 'unknown' || (prefix && nested !== prefix)) return nested;
  if (prefix?.uri?.modifier === '^~') return prefix;
  for (const location of level.locations) {
    const { modifier, path: source } = location.uri ?? { modifier: '', path: '' };
    if (modifier !== '~' && modifier !== '~*') continue;
    const match = compile(source, modifier === '~*')?.search(path);
    if (match === undefined || match === 'unknown') return 'unknown';
    if (match) return inside(location, path);
  }
  return nested;
}

function longestPrefix(level: Level, path: string): Level | null {
  let best: Level | null = null;
  for (const location of level.locations) {
    const uri = location.uri;
    if (!uri || (uri.modifier !== '' && uri.modifier !== '^~') || !path.startsWith(uri.path)) continue;
    if (!best || uri.path.length > (best.uri?.path.length ?? 0)) best = location;
  }
  return best;
}
