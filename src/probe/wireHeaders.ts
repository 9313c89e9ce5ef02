import { asciiLowercase } from '../cors/http.ts';
import { lines } from '../cors/headerList.ts';
import { isPotentiallyTrustworthy } from '../cors/origin.ts';
import type { HeaderLine, HeaderList, Send } from '../cors/types.ts';
import { combined } from '../engines/chromium.ts';
import { headerMapOrder } from '../engines/headerMap.ts';
import type { Profile } from './profile.ts';
import { fetchSite } from './site.ts';

export interface WireContext {
  /** The page's, serialised; `null` for an opaque one. */
  readonly origin: string;
  /** The URLs of the fetch so far, the one that is asked now last. */
  readonly urls: readonly string[];
  /** What the browser's cookie jar holds for the server; null for nothing. */
  readonly cookie: string | null;
  readonly profile: Profile;
}

/**
 * The header lines of one request in Chromium's order, without Host, Connection and Content-Length.
 * Source: captured from Chromium 156, fetch and XMLHttpRequest, HTTP/1.1.
 */
export function wireHeaders(send: Send, context: WireContext): HeaderList {
  return send.preflight ? preflightHeaders(send, context) : mainHeaders(send, context);
}

function preflightHeaders(send: Send, context: WireContext): HeaderList {
  const trustworthy = isPotentiallyTrustworthy(new URL(send.url));
  const [mode, ...siteAndDest] = fetchMetadata(context);
  const asked = lines(send.headers, 'access-control-request-headers').flatMap((names) => names.split(','));
  return [
    ...(asked.some(isConditional) ? [revalidate] : []),
    ['Accept', '*/*'],
    ...send.headers,
    ...originLine(send),
    ['User-Agent', context.profile.userAgent],
    mode,
    ...(trustworthy ? siteAndDest : []),
    ...referer(send.url, context.origin),
    ['Accept-Encoding', acceptEncoding(trustworthy)],
    ['Accept-Language', context.profile.acceptLanguage],
  ];
}

function mainHeaders(send: Send, context: WireContext): HeaderList {
  const trustworthy = isPotentiallyTrustworthy(new URL(send.url));
  const { profile, cookie } = context;
  const own = combined(send.headers);
  const has = (name: string): boolean => lines(own, name).length > 0;
  const [mode, site, dest] = fetchMetadata(context);
  const list: HeaderLine[] = [...blinkHeaders(own, trustworthy, profile)];
  if (!has('accept')) list.push(['Accept', '*/*']);
  list.push(...originLine(send));
  if (trustworthy) list.push(site, mode, dest);
  const encoding = has('range') ? 'identity' : acceptEncoding(trustworthy);
  list.push(...referer(send.url, context.origin), ['Accept-Encoding', encoding]);
  if (!has('accept-language')) list.push(['Accept-Language', profile.acceptLanguage]);
  if (send.credentials && cookie !== null) list.push(['Cookie', cookie]);
  const conditional = own.some(([name]) => isConditional(asciiLowercase(name)));
  if (conditional) return revalidating(list);
  return send.method === 'GET' ? rangeLast(list) : list;
}

/** The network stack's cache takes a single range apart, and puts it back at the end. */
function rangeLast(list: HeaderList): HeaderList {
  const range = list.find(
    ([name, value]) =>
      asciiLowercase(name) === 'range' && /^\s*bytes\s*=\s*(?:\d+-\d*|-\d+)\s*$/i.test(value),
  );
  return range === undefined ? list : [...list.filter((line) => line !== range), range];
}

/** What Chromium's network stack adds in front where it must not answer from its cache. */
const revalidate: HeaderLine = ['Cache-Control', 'max-age=0'];

/** A conditional header of the page's own switches the cache to revalidation. */
function isConditional(name: string): boolean {
  return /^if-(?:match|none-match|modified-since|unmodified-since|range)$/.test(name);
}

/** The page's own Cache-Control takes the place and keeps its value. */
function revalidating(list: HeaderList): HeaderList {
  const own = list.find(([name]) => asciiLowercase(name) === 'cache-control');
  return [own ?? revalidate, ...list.filter((line) => line !== own)];
}

/** What the page's process puts together: its own headers, client hints and User-Agent, in the order of its hash map. */
function blinkHeaders(
  own: HeaderList,
  trustworthy: boolean,
  { userAgent, clientHints }: Profile,
): HeaderList {
  const { brands, mobile, platform } = clientHints;
  const hints: HeaderList = [
    ['sec-ch-ua', brands],
    ['sec-ch-ua-mobile', mobile],
    ['sec-ch-ua-platform', platform],
  ];
  const byName = new Map<string, HeaderLine>();
  const sorted = [...own].sort(([a], [b]) => (asciiLowercase(a) < asciiLowercase(b) ? -1 : 1));
  for (const line of [...sorted, ...(trustworthy ? hints : []), ['User-Agent', userAgent] as const]) {
    byName.set(asciiLowercase(line[0]), line);
  }
  return headerMapOrder([...byName.keys()]).flatMap((name) => {
    const line = byName.get(name);
    return line === undefined ? [] : [line];
  });
}

function fetchMetadata({
  origin,
  urls,
}: WireContext): [mode: HeaderLine, site: HeaderLine, dest: HeaderLine] {
  return [
    ['Sec-Fetch-Mode', 'cors'],
    ['Sec-Fetch-Site', fetchSite(origin, urls)],
    ['Sec-Fetch-Dest', 'empty'],
  ];
}

function originLine({ origin }: Send): HeaderLine[] {
  return origin === null ? [] : [['Origin', origin]];
}

/** The default referrer policy, strict-origin-when-cross-origin. The page's path is not known, so it is always the origin. */
function referer(url: string, origin: string): HeaderLine[] {
  const downgraded = origin.startsWith('https://') && !isPotentiallyTrustworthy(new URL(url));
  return /^https?:\/\//.test(origin) && !downgraded ? [['Referer', `${origin}/`]] : [];
}

function acceptEncoding(trustworthy: boolean): string {
  return trustworthy ? 'gzip, deflate, br, zstd' : 'gzip, deflate';
}

/** The header list of a page's request with a text body: `new Request` adds a Content-Type where the script set none. */
export function withContentType(headers: HeaderList, body: string | null): HeaderList {
  if (body === null || headers.some(([name]) => asciiLowercase(name) === 'content-type')) return headers;
  return [...headers, ['Content-Type', 'text/plain;charset=UTF-8']];
}
