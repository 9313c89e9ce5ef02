import { isPotentiallyTrustworthy, sameOrigin } from '../cors/origin.ts';
import { registrableDomain } from '../policy/registrableDomain.ts';

export type FetchSite = 'same-origin' | 'same-site' | 'cross-site';

/** Sec-Fetch-Site: how the page's origin stands to every URL that the request went through. */
export function fetchSite(origin: string, urls: readonly string[]): FetchSite {
  let site: FetchSite = 'same-origin';
  for (const url of urls) {
    if (sameOrigin(origin, new URL(url).origin)) continue;
    if (!sameSite(origin, url)) return 'cross-site';
    site = 'same-site';
  }
  return site;
}

/** "Schemelessly same site" plus the scheme, as the HTML standard compares sites. */
function sameSite(origin: string, url: string): boolean {
  if (!URL.canParse(origin)) return false;
  const a = new URL(origin);
  const b = new URL(url);
  if (a.protocol !== b.protocol) return false;
  const domain = registrableDomain(a.hostname);
  return a.hostname === b.hostname || (domain !== null && domain === registrableDomain(b.hostname));
}

/** True when a browser refuses the request because the page is on https and the URL is not: mixed content, not CORS. */
export function isMixedContent(origin: string, url: string): boolean {
  return origin.startsWith('https://') && !isPotentiallyTrustworthy(new URL(url));
}
