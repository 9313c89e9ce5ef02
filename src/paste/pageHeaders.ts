import { asciiLowercase } from '../cors/http.ts';
import { parseUrl } from '../cors/origin.ts';
import { isForbiddenRequestHeader } from '../cors/requestHeaders.ts';
import type { HeaderLine, HeaderList } from '../cors/types.ts';

/** Headers that browsers set on their own, beside those that no script may set. */
export const browsersOwn: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'cache-control',
  'pragma',
  'priority',
  'range',
  'upgrade-insecure-requests',
  'user-agent',
]);

/** The header lines of a request, by who sets them. */
export interface PageHeaders {
  /** By the page's script. */
  readonly own: HeaderList;
  /** What Origin, else Referer, says of the page; null when neither is there. */
  readonly origin: string | null;
  /** The value of the Cookie header. */
  readonly cookies: string | null;
  readonly left: readonly string[];
}

/**
 * Takes apart the header lines of a request that was copied from somewhere. Lines that a browser adds itself are the page's own only
 * when no browser wrote the request, which User-Agent and Sec-Fetch-* tell.
 */
export function pageHeaders(lines: HeaderList): PageHeaders {
  const byBrowser = lines.some(([name]) => /^(?:user-agent$|sec-)/i.test(name));
  const own: HeaderLine[] = [];
  const left: string[] = [];
  for (const [name, value] of lines) {
    const lower = asciiLowercase(name);
    if (lower.startsWith(':') || (byBrowser && browsersOwn.has(lower))) continue;
    if (!isForbiddenRequestHeader(lower, value)) own.push([name, value]);
    else if (!byBrowser && !quiet.has(lower)) left.push(`${name}: browsers let no page set this header.`);
  }
  const cookies = valueOf(lines, 'cookie');
  const origin = valueOf(lines, 'origin') ?? originOf(valueOf(lines, 'referer'));
  return { own, origin, cookies, left };
}

/** Of those, it is not worth telling that the browser sets them itself. */
const quiet = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'cookie',
  'host',
  'origin',
  'referer',
]);

function valueOf(lines: HeaderList, wanted: string): string | null {
  return lines.find(([name]) => asciiLowercase(name) === wanted)?.[1] ?? null;
}

/** The origin of a page's address; null when it is no http address. */
export function originOf(page: string | null): string | null {
  const url = page === null ? null : parseUrl(page);
  return url === null || url.origin === 'null' ? null : url.origin;
}
