import { parseRegex } from '../../policy/regex.ts';
import type { Layer, Value } from './values.ts';

const everyPath = /^(?:\/|\*|\/\*|\(\.\*\)|\/\(\.\*\)|\/?\{?\*\w+\}?)$/;

/** A star with a name, or an optional part: Express 4 takes both to the letter, so that no request comes by. */
const spelledFor5 = /\*[A-Za-z_$]|\{[^\d,]/;

/** Whether the path stands for all paths. */
export function isEveryPath(path: string, major: number | null): boolean {
  return everyPath.test(path) && isUnderstood(path, major);
}

/** False for a path that this version of Express takes and that no request matches. */
export function isUnderstood(path: string, major: number | null): boolean {
  return major !== 4 || !spelledFor5.test(path);
}

/** Whether the layer takes requests to `path`, and the path that is left for a router in it; false when not. */
export function matchPath(layer: Layer, path: string | null, major: number | null): string | null | false {
  const value = layer.path?.value;
  if (!value) return path;
  const patterns = value.type === 'list' ? value.items : [value];
  for (const pattern of patterns) {
    const rest = matchOne(layer, pattern, path, major);
    if (rest !== false) return rest;
  }
  return false;
}

function matchOne(
  layer: Layer,
  pattern: Value,
  path: string | null,
  major: number | null,
): string | null | false {
  if (pattern.type === 'regex') {
    if (/^\^?(?:\\\/)?\.[*+]\$?$/.test(pattern.source)) return path;
    if (path === null) return false;
    const match = parseRegex(pattern.source)?.search(path);
    return match && match !== 'unknown' && match.found ? path : false;
  }
  if (pattern.type !== 'text' || !isUnderstood(pattern.value, major)) return false;
  const isRoot = pattern.value === '/';
  if (everyPath.test(pattern.value) && (layer.kind === 'use' || !isRoot)) return path;
  if (path === null) return false;
  return matchSegments(segmentsOf(pattern.value), segmentsOf(path), layer.kind === 'use');
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function matchSegments(pattern: readonly string[], path: readonly string[], prefix: boolean): string | false {
  if (prefix ? pattern.length > path.length : pattern.length !== path.length) return false;
  const fits = pattern.every((part, i) => {
    const actual = path[i] ?? '';
    return part.startsWith(':') || actual.startsWith(':') || part.toLowerCase() === actual.toLowerCase();
  });
  return fits ? `/${path.slice(pattern.length).join('/')}` : false;
}
