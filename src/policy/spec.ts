import { normaliseOrigins } from './specOrigins.ts';

/** One entry of an allow-list. */
export type OriginSpec =
  | { readonly literal: string }
  /** A regular expression without delimiters that is searched for, as JavaScript does: only `^` and `$` tie it to the ends. */
  | { readonly pattern: string; readonly ignoreCase: boolean };

/** A CORS policy as plain data, to be written down for any stack. Which paths it holds for is the place's matter. */
export interface PolicySpec {
  /** any: one constant `*`. reflect: every origin by name, `null` included. */
  readonly origins: 'any' | 'reflect' | readonly OriginSpec[];
  readonly credentials: boolean;
  /**
   * mirror: whatever the preflight asks for. null: what the stack does when it is told nothing. An empty list sends no header.
   * GET, HEAD and POST belong in the list as well: no browser needs them there, but Starlette does.
   */
  readonly methods: readonly string[] | 'mirror' | null;
  /** As `methods`. */
  readonly allowHeaders: readonly string[] | 'mirror' | null;
  readonly exposeHeaders: readonly string[];
  /** Seconds. null: what the stack does when it is told nothing. */
  readonly maxAge: number | null;
}

/** A policy as source text of one stack. */
export interface WrittenPolicy {
  /** Without a line break at the end. */
  readonly text: string;
  /** One sentence: where it belongs. */
  readonly where: string;
  /** What else there is to do, and what the stack cannot say; one sentence each. */
  readonly notes: readonly string[];
}

/** What is known about the file that a policy is written for; each part may be missing. */
export interface WriteContext {
  /** The file's present text: its quotes, indentation, imports and names are taken over. */
  readonly source?: string;
  /** With `/` as separator. */
  readonly path?: string;
  /** Express: options of the `cors` package (when left out), or a middleware that sets the headers itself. */
  readonly style?: 'cors' | 'headers';
}

/**
 * Equal policies become equal data: lists sorted and without doubles, header names in lower case, patterns in one spelling.
 * Credentials fall away beside `*`: no browser lets a page read such an answer (Fetch, CORS check).
 */
export function normalise(spec: PolicySpec): PolicySpec {
  const origins = normaliseOrigins(spec.origins);
  return {
    origins,
    credentials: spec.credentials && origins !== 'any',
    methods: normaliseNames(spec.methods, (name) => name),
    allowHeaders: normaliseNames(spec.allowHeaders, lowerCase),
    exposeHeaders: sorted(spec.exposeHeaders.map(lowerCase)),
    maxAge: spec.maxAge,
  };
}

/** What whoever takes over a policy should know, whatever the stack. */
export function warningsOf(spec: PolicySpec): readonly string[] {
  if (!spec.credentials) return [];
  if (spec.origins === 'any')
    return [
      'Browsers refuse * together with credentials, so cookies are left out: name the origins to use cookies.',
    ];
  if (spec.origins === 'reflect')
    return [
      'Every site can read these answers with the cookies of its visitor: list the origins that you trust.',
    ];
  return [];
}

function normaliseNames(
  names: PolicySpec['methods'],
  spelling: (name: string) => string,
): PolicySpec['methods'] {
  return names === null || names === 'mirror' ? names : sorted(names.map(spelling));
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}
