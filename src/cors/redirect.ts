import { lines } from './headerList.ts';
import { asciiLowercase } from './http.ts';
import { includesCredentials, isHttpScheme, parseUrl, sameOrigin } from './origin.ts';
import { isNonWildcardName } from './requestHeaders.ts';
import type { CorsRequest, HeaderList, Reason, Section, Tainting } from './types.ts';

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

export function isRedirectStatus(status: number): boolean {
  return redirectStatuses.has(status);
}

/** A redirect that came back, and the fetch that it meets. */
export interface RedirectStep {
  readonly status: number;
  readonly headers: HeaderList;
  /** The Location header as sent. */
  readonly value: string;
  /** Resolved; null when it does not parse. */
  readonly location: URL | null;
  /** How many were followed before. */
  readonly count: number;
  readonly request: CorsRequest;
  /** The page's origin, serialised. */
  readonly origin: string;
  /** The Origin of this hop. */
  readonly sentOrigin: string;
  /** The first URL is of the page's own origin. */
  readonly fromPage: boolean;
  readonly tainting: Tainting;
  readonly body: boolean | 'stream';
}

export interface RedirectCheck {
  readonly section: Section;
  readonly check: (redirect: RedirectStep) => Reason | null;
}

const MAX_REDIRECTS = 20;

export const redirectModeCheck: RedirectCheck = {
  section: 'http-fetch',
  check: ({ request, value }) =>
    request.redirect === 'error' ? { kind: 'redirect-not-followed', location: value } : null,
};

export const locationCheck: RedirectCheck = {
  section: 'http-redirect-fetch',
  check: ({ location, value }) =>
    location === null ? { kind: 'redirect-location-invalid', location: value } : null,
};

export const schemeCheck: RedirectCheck = {
  section: 'http-redirect-fetch',
  check: ({ location }) =>
    location !== null && !isHttpScheme(location)
      ? { kind: 'redirect-to-other-scheme', location: location.href }
      : null,
};

export const countCheck: RedirectCheck = {
  section: 'http-redirect-fetch',
  check: ({ count, value }) =>
    count >= MAX_REDIRECTS ? { kind: 'too-many-redirects', location: value } : null,
};

export const credentialsCheck: RedirectCheck = {
  section: 'http-redirect-fetch',
  check: ({ location, request, origin, tainting }) => {
    if (location === null || !includesCredentials(location)) return null;
    const crossOrigin = request.mode === 'cors' && !sameOrigin(location.origin, origin);
    return crossOrigin || tainting === 'cors'
      ? { kind: 'redirect-with-credentials', location: location.href }
      : null;
  },
};

export const bodyCheck: RedirectCheck = {
  section: 'http-redirect-fetch',
  check: ({ status, body, value }) =>
    status !== 303 && body === 'stream' ? { kind: 'redirect-body-lost', location: value } : null,
};

/** In the order in which the standard takes them. */
export const standardRedirectChecks: readonly RedirectCheck[] = [
  redirectModeCheck,
  locationCheck,
  schemeCheck,
  countCheck,
  credentialsCheck,
  bodyCheck,
];

export interface Location {
  readonly value: string;
  readonly valid: boolean;
}

/** The Location header of a response; null when it has none. Two lines have no meaning: `valid` is false. */
export function locationOf(headers: HeaderList): Location | null {
  const values = lines(headers, 'location');
  const [value] = values;
  return value === undefined ? null : { value, valid: values.length === 1 };
}

/** Resolves a Location against the URL that sent it; a fragment stays unless the Location has its own. */
export function resolveLocation(value: string, from: URL): URL | null {
  const location = parseUrl(value, from);
  if (location === null || location.href.includes('#') || !from.href.includes('#')) return location;
  return new URL(location.href + (from.hash === '' ? '#' : from.hash));
}

/** The method after a redirect: POST becomes GET on 301 and 302, all but GET and HEAD on 303. */
export function redirectedMethod(status: number, method: string): string {
  if ((status === 301 || status === 302) && method === 'POST') return 'GET';
  return status === 303 && method !== 'GET' && method !== 'HEAD' ? 'GET' : method;
}

const bodyHeaders = new Set(['content-encoding', 'content-language', 'content-location', 'content-type']);

/** What a redirect changes. */
export interface RedirectChange {
  readonly bodyDropped: boolean;
  /** It leads to another origin than it came from. */
  readonly crossOrigin: boolean;
  /** It leads to the page's own origin. */
  readonly toPage: boolean;
}

/** The headers that go on after a redirect. */
export function redirectedHeaders(
  headers: HeaderList,
  { bodyDropped, crossOrigin }: RedirectChange,
): HeaderList {
  if (!bodyDropped && !crossOrigin) return headers;
  return headers.filter(([as]) => {
    const name = asciiLowercase(as);
    return !(bodyDropped && bodyHeaders.has(name)) && !(crossOrigin && isNonWildcardName(name));
  });
}
