import type { Range } from './range.ts';
import type { Policy, PolicyRequest, PolicyResponse } from './types.ts';

/** A request on its way to a server, as far as files decide who takes it. */
export interface Target {
  /** Lower case, without the port. */
  readonly host: string;
  readonly port: number;
  /** Without the query, percent signs as sent. */
  readonly path: string;
  readonly method: string;
}

/** The place in a file that takes a request, whether it deals with CORS or not. */
export interface Answering {
  /** Such as `the app` or `location /api/`. */
  readonly label: string;
  /** Where a person would say that it is. */
  readonly range: Range;
  /** How surely the request comes by here: the sum of what fits (host, port, path), 0 when the file names none of them. */
  readonly fit: number;
  /** Where in the file a person would look for what stands at a range of an imported file, beyond the end of this one. */
  placeOf?(range: Range): Range;
  /** Null where nothing is said about CORS. */
  readonly policy: Policy | null;
  answer(request: PolicyRequest): PolicyResponse;
}

/** Whether the segments of `path` fit a route's, in which `:name` or `{name}` stands for any one. */
export function fitsRoute(route: string, path: string): boolean {
  const wanted = segmentsOf(route);
  const actual = segmentsOf(path);
  if (wanted.length !== actual.length) return false;
  return wanted.every((part, i) => /^(?::|\{)/.test(part) || part.toLowerCase() === actual[i]?.toLowerCase());
}

/** The path, and what is left of it behind each of its first segments: where a router may be mounted. */
export function tailsOf(path: string): readonly string[] {
  const segments = segmentsOf(path);
  return segments.length === 0 ? ['/'] : segments.map((_, i) => `/${segments.slice(i).join('/')}`);
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}
