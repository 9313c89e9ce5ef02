import type { AnsweredHeader, LostHeader, UnknownPart } from '../../policy/types.ts';
import type { AddHeader, Level } from './model.ts';
import type { Directive } from './scan.ts';
import type { Variables } from './variables.ts';

/** The headers that matter to a browser's CORS check and to the caches before it. */
export const corsHeaders = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
  'Vary',
] as const;

/** The statuses on which an `add_header` without `always` is sent (ngx_http_headers_filter_module). */
const plainStatuses: ReadonlySet<number> = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308]);

export function isPlainStatus(status: number): boolean {
  return plainStatuses.has(status);
}

/** True for a header that takes part in CORS; a name with a colon too many counts by what clients read. */
export function isCors(header: AddHeader): boolean {
  const name = sentName(header).toLowerCase();
  return name.startsWith('access-control-') || name === 'vary';
}

/** The name that a client reads: `X:` is sent as `X:: value`, which every client splits at the first colon. */
export function sentName(header: AddHeader): string {
  const [name = ''] = header.name.value.split(':');
  return name;
}

function lineOf(header: AddHeader, value: string): { name: string; value: string } {
  const written = `${header.name.value}: ${value}`;
  const colon = written.indexOf(':');
  return { name: written.slice(0, colon), value: written.slice(colon + 1).trim() };
}

export interface Effective {
  readonly headers: readonly AddHeader[];
  /** Set when a file or a module that cannot be seen may change the list. */
  readonly opaque: Directive | null;
}

/**
 * The `add_header` list of a level: its own, or all of the next outer level's when it has none.
 * With `add_header_inherit merge` (nginx 1.29.3) the outer list follows the own one; with `off` nothing comes from outside.
 */
export function effective(level: Level): Effective {
  const mode = inheritMode(level);
  const { headers: own, opaque } = level;
  if (!level.parent || mode === 'off' || (mode === 'on' && own.length > 0)) return { headers: own, opaque };
  const outer = effective(level.parent);
  return { headers: [...own, ...outer.headers], opaque: opaque ?? outer.opaque };
}

function inheritMode(level: Level): 'on' | 'off' | 'merge' {
  for (let at: Level | null = level; at; at = at.parent) {
    if (at.inherit) return at.inherit.mode;
  }
  return 'on';
}

export interface Emission {
  readonly headers: AnsweredHeader[];
  readonly lost: LostHeader[];
  readonly unknown: UnknownPart[];
}

/** What the header filter makes of a level's list for one answer: the lines of CORS, and what caches are told. */
export function emit(level: Level, status: number, variables: Variables): Emission {
  const { headers, opaque } = effective(level);
  const emission: Emission = { headers: [], lost: [], unknown: [] };
  if (opaque) {
    const why = `${opaque.name} ${opaque.args[0]?.value ?? ''} may change the headers`.trim();
    for (const about of corsHeaders) emission.unknown.push({ about, why, range: opaque.shown });
  }
  for (const header of headers) {
    if (!isCors(header) && sentName(header).toLowerCase() !== 'cache-control') continue;
    const value = variables.expand(header.value.value);
    const isSent = header.always || isPlainStatus(status);
    if (!value.known) {
      if (!isSent) continue;
      emission.unknown.push({ about: sentName(header), why: value.why, range: header.value.range });
      continue;
    }
    if (value.text === '') continue;
    const line = { ...lineOf(header, value.text), range: header.directive.shown };
    if (isSent) emission.headers.push(line);
    else if (isCors(header))
      emission.lost.push({ ...line, lostAt: header.directive.shown, how: 'not-on-this-status' });
  }
  emission.lost.push(...replaced(level, variables));
  return emission;
}

/** The headers of outer levels that this level's own list keeps out. */
function replaced(level: Level, variables: Variables): readonly LostHeader[] {
  const nearest = nearestWithHeaders(level);
  const first = nearest?.headers[0];
  if (!nearest?.parent || !first || inheritMode(nearest) !== 'on') return [];
  return lostTo(nearest, effective(nearest.parent).headers, first.directive, variables);
}

/** Those of `outer` that `level`'s own list does not name; `by` is the directive that keeps them out. */
export function lostTo(
  level: Level,
  outer: readonly AddHeader[],
  by: Directive,
  variables: Variables,
): readonly LostHeader[] {
  const own = new Set(level.headers.map((header) => sentName(header).toLowerCase()));
  const lost: LostHeader[] = [];
  for (const header of outer) {
    if (!isCors(header) || own.has(sentName(header).toLowerCase())) continue;
    const value = variables.expand(header.value.value);
    if (!value.known || value.text === '') continue;
    const line = { ...lineOf(header, value.text), range: header.directive.shown };
    lost.push({ ...line, lostAt: by.shown, how: 'replaced-by-nested-level' });
  }
  return lost;
}

function nearestWithHeaders(level: Level): Level | null {
  for (let at: Level | null = level; at; at = at.parent) {
    if (at.headers.length > 0) return at;
  }
  return null;
}
