import { corsCheck } from './corsCheck.ts';
import { extractTokens, get, parseTokens } from './headerList.ts';
import { asciiLowercase } from './http.ts';
import { isSafelistedMethod } from './method.ts';
import { isNonWildcardName } from './requestHeaders.ts';
import type { HeaderList, Reason, RedirectMode, Section, StepKind } from './types.ts';

/** A preflight that was answered, and what it asked for. */
export interface AnsweredPreflight {
  readonly url: string;
  readonly status: number;
  readonly headers: HeaderList;
  /** As in the preflight's Origin header. */
  readonly origin: string;
  /** The request's credentials mode is include. */
  readonly include: boolean;
  readonly method: string;
  /** CORS-unsafe request-header names. */
  readonly names: readonly string[];
  /** The use-CORS-preflight flag: an upload listener or a stream body. */
  readonly flag: boolean;
  readonly redirectMode: RedirectMode;
  /** The page's own, also when redirects tainted `origin`. */
  readonly pageOrigin: string;
}

/** One sentence of the standard: what it looks at, and the reason when it fails. */
export interface PreflightCheck {
  readonly step: StepKind;
  readonly section: Section;
  readonly header: string | null;
  readonly check: (preflight: AnsweredPreflight) => Reason | null;
}

export const allowOriginCheck: PreflightCheck = {
  step: 'preflight-cors-check',
  section: 'cors-check',
  header: 'Access-Control-Allow-Origin',
  check: ({ headers, origin, include }) => corsCheck(headers, origin, include),
};

export const statusCheck: PreflightCheck = {
  step: 'preflight-status',
  section: 'cors-preflight-fetch',
  header: null,
  check: ({ status }) => (status >= 200 && status <= 299 ? null : { kind: 'preflight-status', status }),
};

export const allowMethodsParse: PreflightCheck = {
  step: 'allow-methods',
  section: 'cors-preflight-fetch',
  header: 'Access-Control-Allow-Methods',
  check: ({ headers }) => parseFailure(headers, 'access-control-allow-methods', 'invalid-allow-methods'),
};

export const allowHeadersParse: PreflightCheck = {
  step: 'allow-headers',
  section: 'cors-preflight-fetch',
  header: 'Access-Control-Allow-Headers',
  check: ({ headers }) => parseFailure(headers, 'access-control-allow-headers', 'invalid-allow-headers'),
};

function parseFailure(
  headers: HeaderList,
  name: string,
  kind: 'invalid-allow-methods' | 'invalid-allow-headers',
): Reason | null {
  const value = get(headers, name);
  if (value === null) return null;
  const { invalid } = parseTokens(value);
  return invalid === null ? null : { kind, value, element: invalid };
}

export const methodCheck: PreflightCheck = {
  step: 'method',
  section: 'cors-preflight-fetch',
  header: 'Access-Control-Allow-Methods',
  check: ({ headers, method, include, flag }) => {
    if (isSafelistedMethod(method)) return null;
    const listed = extractTokens(headers, 'access-control-allow-methods')?.values ?? null;
    const allowed = listed === null && flag ? [method] : (listed ?? []);
    const wildcard = allowed.includes('*');
    if (allowed.includes(method) || (wildcard && !include)) return null;
    return { kind: 'method-not-allowed', method, allowed, wildcardIgnored: wildcard };
  },
};

export const headersCheck: PreflightCheck = {
  step: 'headers',
  section: 'cors-preflight-fetch',
  header: 'Access-Control-Allow-Headers',
  check: (preflight) => headersNotAllowed(preflight, isNonWildcardName),
};

/** The unsafe names that Access-Control-Allow-Headers does not cover. `neverCovered` tells the names that `*` leaves out. */
export function headersNotAllowed(
  { headers, names, include }: AnsweredPreflight,
  neverCovered: (name: string) => boolean,
): Reason | null {
  if (names.length === 0) return null;
  const allowed = (extractTokens(headers, 'access-control-allow-headers')?.values ?? []).map(asciiLowercase);
  const wildcard = allowed.includes('*');
  const missing = names
    .map(asciiLowercase)
    .filter((name) => !allowed.includes(name) && !(wildcard && !include && !neverCovered(name)));
  if (missing.length === 0) return null;
  return { kind: 'header-not-allowed', headers: missing.sort(), allowed, wildcardIgnored: wildcard };
}

/** In the order in which the standard takes them. */
export const standardPreflightChecks: readonly PreflightCheck[] = [
  allowOriginCheck,
  statusCheck,
  allowMethodsParse,
  allowHeadersParse,
  methodCheck,
  headersCheck,
];
