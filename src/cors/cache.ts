import { extractTokens, lines } from './headerList.ts';
import { asciiLowercase } from './http.ts';
import { isSafelistedMethod } from './method.ts';
import { isNonWildcardName } from './requestHeaders.ts';
import type { HeaderList, InitiatorType } from './types.ts';

/**
 * An entry of the CORS-preflight cache: for a method or for a header name. With neither it says only that a preflight passed,
 * which browsers that keep one entry a URL remember too.
 */
export interface CacheEntry {
  readonly origin: string;
  readonly url: string;
  readonly credentials: boolean;
  readonly method: string | null;
  readonly header: string | null;
  /** In seconds, on the clock of the `now` that was given. */
  readonly expires: number;
}

export type PreflightCache = readonly CacheEntry[];

/** What a request would ask in its preflight. */
export interface CacheQuery {
  readonly origin: string;
  readonly url: string;
  /** The credentials mode is include. */
  readonly include: boolean;
  readonly method: string;
  /** CORS-unsafe request-header names. */
  readonly names: readonly string[];
  readonly flag: boolean;
  readonly initiator: InitiatorType;
}

/** How long a preflight is remembered when it does not say, in seconds. */
export const DEFAULT_MAX_AGE = 5;

/** How a user agent remembers preflights. Functions take the cache and return another; time is in seconds. */
export interface CacheRules {
  covers(cache: PreflightCache, query: CacheQuery, now: number): boolean;
  store(cache: PreflightCache, query: CacheQuery, response: HeaderList, now: number): PreflightCache;
  /** After a preflighted fetch that ended in a network error. */
  clear(cache: PreflightCache, query: CacheQuery): PreflightCache;
}

/** Access-Control-Max-Age in seconds: delta-seconds on one line, else the default. A user agent caps it. */
export function maxAge(response: HeaderList): number {
  const [value, ...more] = lines(response, 'access-control-max-age');
  return value !== undefined && more.length === 0 && /^[0-9]+$/.test(value) ? Number(value) : DEFAULT_MAX_AGE;
}

/** "Method cache entry match" and "header-name cache entry match" for everything that the request would ask. */
export function covers(cache: PreflightCache, query: CacheQuery, now: number): boolean {
  const entries = cache.filter((entry) => entry.expires > now && isFor(entry, query));
  const method =
    (isSafelistedMethod(query.method) && !query.flag) ||
    entries.some((entry) => entry.method === query.method || entry.method === '*');
  return (
    method &&
    query.names.every((name) =>
      entries.some((entry) => entry.header === name || (entry.header === '*' && !isNonWildcardName(name))),
    )
  );
}

/** "Cache entry match" without the time. */
export function isFor(entry: CacheEntry, query: CacheQuery): boolean {
  return entry.origin === query.origin && entry.url === query.url && (entry.credentials || !query.include);
}

/** The entries that a response makes: one for each method and each header name. */
export function entriesOf(query: CacheQuery, response: HeaderList, expires: number): CacheEntry[] {
  const { origin, url, include: credentials } = query;
  const entry = { origin, url, credentials, method: null, header: null, expires };
  const listed = extractTokens(response, 'access-control-allow-methods')?.values;
  const methods = listed ?? (query.flag ? [query.method] : []);
  const names = (extractTokens(response, 'access-control-allow-headers')?.values ?? []).map(asciiLowercase);
  return [
    ...methods.map((method) => ({ ...entry, method })),
    ...names.map((header) => ({ ...entry, header })),
  ];
}

function store(cache: PreflightCache, query: CacheQuery, response: HeaderList, now: number): PreflightCache {
  const fresh = entriesOf(query, response, now + maxAge(response));
  const kept = cache.filter((entry) => !fresh.some((other) => sameKey(entry, other)));
  return [...kept, ...fresh];
}

function sameKey(a: CacheEntry, b: CacheEntry): boolean {
  return (
    a.origin === b.origin &&
    a.url === b.url &&
    a.credentials === b.credentials &&
    a.method === b.method &&
    a.header === b.header
  );
}

/** "Clear cache entries": all of this origin and URL. */
export function clear(cache: PreflightCache, query: CacheQuery): PreflightCache {
  return cache.filter((entry) => entry.origin !== query.origin || entry.url !== query.url);
}

export const standardCache: CacheRules = { covers, store, clear };
