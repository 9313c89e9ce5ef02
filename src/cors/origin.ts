/**
 * A page's origin as browsers serialise it (lower-case, default port left out); `'null'` for an opaque one. Origins of schemes
 * that the URL standard does not know, such as `chrome-extension://…`, stay as given. Null when it is no URL at all.
 */
export function serialiseOrigin(origin: string): string | null {
  if (origin === 'null') return 'null';
  const url = parseUrl(origin);
  if (url === null) return null;
  return url.origin === 'null' ? origin : url.origin;
}

/** Parses with the URL standard; null on failure. */
export function parseUrl(url: string, base?: URL): URL | null {
  try {
    return new URL(url, base);
  } catch {
    // The constructor throws for this reason only; asking canParse first would parse twice.
    return null;
  }
}

/** "Same origin" over serialised origins: an opaque origin is same-origin with nothing that a URL can name. */
export function sameOrigin(a: string, b: string): boolean {
  return a === b && a !== 'null';
}

export function isHttpScheme(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}

export function includesCredentials(url: URL): boolean {
  return url.username !== '' || url.password !== '';
}

/** The serialised URL as it goes over the wire: without fragment, user name and password. */
export function wireUrl(url: URL): string {
  const href = includesCredentials(url) ? url.href.replace(/\/\/[^/]*@/, '//') : url.href;
  const fragment = href.indexOf('#');
  return fragment < 0 ? href : href.slice(0, fragment);
}

/** "Is url potentially trustworthy" of Secure Contexts: https, wss, file, and loopback addresses. */
export function isPotentiallyTrustworthy({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:' || protocol === 'wss:' || protocol === 'file:') return true;
  if (hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)) return true;
  return hostname === 'localhost' || hostname.endsWith('.localhost');
}
