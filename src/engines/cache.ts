import { clear, entriesOf, type CacheEntry, type CacheQuery, type CacheRules } from '../cors/cache.ts';
import { get } from '../cors/headerList.ts';
import { isSafelistedMethod } from '../cors/method.ts';
import { isNonWildcardName } from '../cors/requestHeaders.ts';
import type { HeaderList } from '../cors/types.ts';
import type { Engine } from './types.ts';

/** Seconds that a preflight is remembered; 0 for not at all. */
type Lifetime = (response: HeaderList) => number;

const DEFAULT = 5;

const conditionalNames = [
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
];

/** A page that sets a conditional header goes past the HTTP cache, and past the preflight cache with it. */
function isConditional({ names }: CacheQuery): boolean {
  return names.some((name) => conditionalNames.includes(name));
}

/** A user agent that remembers one whole preflight for each origin and URL. */
function onePerUrl(
  lifetime: Lifetime,
  neverCovered: (name: string) => boolean,
  bypasses: (query: CacheQuery) => boolean = () => false,
): CacheRules {
  return {
    covers(cache, query, now) {
      const entries = cache.filter(
        (entry) =>
          entry.expires > now &&
          entry.origin === query.origin &&
          entry.url === query.url &&
          (entry.credentials || !query.include),
      );
      if (entries.length === 0 || bypasses(query)) return false;
      const has = (key: 'method' | 'header', value: string): boolean =>
        entries.some((entry) => entry[key] === value);
      const method =
        isSafelistedMethod(query.method) ||
        has('method', query.method) ||
        (!query.include && has('method', '*'));
      const wildcard = !query.include && has('header', '*');
      return method && query.names.every((name) => has('header', name) || (wildcard && !neverCovered(name)));
    },
    store(cache, query, response, now) {
      return [...clear(cache, query), ...remembered(query, response, now + lifetime(response))];
    },
    clear: (cache) => cache,
  };
}

/** The entries of a response, and one that stands for the preflight itself. */
function remembered(query: CacheQuery, response: HeaderList, expires: number): CacheEntry[] {
  const { origin, url, include: credentials } = query;
  return [
    { origin, url, credentials, method: null, header: null, expires },
    ...entriesOf({ ...query, flag: false }, response, expires),
  ];
}

/** Chromium: at most two hours; what is no number counts as missing, what is negative as 0. */
function chromiumLifetime(response: HeaderList): number {
  const value = get(response, 'access-control-max-age');
  if (value !== null && /^-[0-9]+$/.test(value)) return 0;
  return value !== null && /^[0-9]+$/.test(value) && Number(value) <= Number.MAX_SAFE_INTEGER
    ? Math.min(Number(value), 7200)
    : DEFAULT;
}

/** Chromium: Authorization is never covered by `*`. */
export const chromiumCache = onePerUrl(chromiumLifetime, isNonWildcardName, isConditional);

/** WebKit: at most ten minutes; what is no number counts as missing, what is negative as 0. */
function webkitLifetime(response: HeaderList): number {
  const value = get(response, 'access-control-max-age');
  if (value !== null && /^-[0-9]+$/.test(value)) return 0;
  return value !== null && /^[0-9]+$/.test(value) ? Math.min(Number(value), 600) : DEFAULT;
}

export const webkitCache = onePerUrl(webkitLifetime, () => false);

/** Firefox: at most a day; what is no number is not remembered. */
function firefoxLifetime(response: HeaderList): number {
  const value = get(response, 'access-control-max-age');
  if (value === null || value === '') return DEFAULT;
  return /^[0-9]+$/.test(value) ? Math.min(Number(value), 86_400) : 0;
}

/** Firefox: token by token, apart for requests with and without credentials, and `*` stands for itself only. */
export const firefoxCache: CacheRules = {
  covers(cache, query, now) {
    const entries = cache.filter((entry) => entry.expires > now && isSameKey(entry, query));
    if (entries.length === 0 || (query.initiator === 'fetch' && isConditional(query))) return false;
    const { method, names } = query;
    if (method !== 'GET' && method !== 'POST' && !entries.some((entry) => entry.method === method))
      return false;
    return names.every((name) => entries.some((entry) => entry.header === name));
  },
  store(cache, query, response, now) {
    const fresh = remembered(query, response, now + firefoxLifetime(response));
    const kept = cache.filter(
      (entry) =>
        !fresh.some(
          (other) =>
            isSameKey(entry, query) && entry.method === other.method && entry.header === other.header,
        ),
    );
    return [...kept, ...fresh];
  },
  clear: (cache, query) => cache.filter((entry) => !isSameKey(entry, query)),
};

function isSameKey(entry: CacheEntry, query: CacheQuery): boolean {
  return entry.origin === query.origin && entry.url === query.url && entry.credentials === query.include;
}

const lifetimes: Readonly<Record<Engine, Lifetime>> = {
  chromium: chromiumLifetime,
  firefox: firefoxLifetime,
  webkit: webkitLifetime,
};

/** For how many seconds a browser remembers a preflight that passed with these response headers; 0 for not at all. */
export function preflightLifetime(engine: Engine, response: HeaderList): number {
  return lifetimes[engine](response);
}
