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
export type MatchPath = (layer: Layer, path: string | null) => string | null | false;

interface TextPattern {
  readonly isEvery: boolean;
  readonly isUnderstood: boolean;
  readonly segments: readonly string[];
}

/** A `MatchPath` for one version of Express. The same few paths are met time and again: each is taken apart once. */
export function pathMatcher(major: number | null): MatchPath {
  const patterns = new Map<string, TextPattern>();
  const patternOf = (text: string): TextPattern => {
    const before = patterns.get(text);
    if (before) return before;
    const pattern = {
      isEvery: everyPath.test(text),
      isUnderstood: isUnderstood(text, major),
      segments: segmentsOf(text),
    };
    patterns.set(text, pattern);
    return pattern;
  };
  const matchOne = (layer: Layer, pattern: Value, path: string | null): string | null | false => {
    if (pattern.type === 'regex') return matchRegex(pattern.source, path);
    if (pattern.type !== 'text') return false;
    const { isEvery, isUnderstood: understood, segments } = patternOf(pattern.value);
    if (!understood) return false;
    if (isEvery && (layer.kind === 'use' || pattern.value !== '/')) return path;
    return path === null ? false : matchSegments(segments, patternOf(path).segments, layer.kind === 'use');
  };
  return (layer, path) => {
    const value = layer.path?.value;
    if (!value) return path;
    if (value.type !== 'list') return matchOne(layer, value, path);
    for (const pattern of value.items) {
      const rest = matchOne(layer, pattern, path);
      if (rest !== false) return rest;
    }
    return false;
  };
}

function matchRegex(source: string, path: string | null): string | null | false {
  if (/^\^?(?:\\\/)?\.[*+]\$?$/.test(source)) return path;
  if (path === null) return false;
  const match = parseRegex(source)?.search(path);
  return match && match !== 'unknown' && match.found ? path : false;
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
