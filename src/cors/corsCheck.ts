import { get, lines } from './headerList.ts';
import { parseUrl } from './origin.ts';
import type { HeaderList, Reason } from './types.ts';

/**
 * "CORS check": null when a response may be shared with `origin` (serialised, `null` when redirects tainted it). `include` is true
 * when the credentials mode is include. The standard knows only success and failure; the reason says which sentence failed.
 */
export function corsCheck(headers: HeaderList, origin: string, include: boolean): Reason | null {
  const value = get(headers, 'access-control-allow-origin');
  if (value === null) return { kind: 'missing-allow-origin', origin };
  if (value === '*') return include ? { kind: 'wildcard-with-credentials', origin } : null;
  if (value !== origin) return describeMismatch(value, headers, origin);
  if (!include) return null;
  const credentials = get(headers, 'access-control-allow-credentials');
  return credentials === 'true' ? null : { kind: 'allow-credentials-not-true', value: credentials, origin };
}

/** What is wrong with an Access-Control-Allow-Origin that is there and is not the origin. */
export function describeMismatch(value: string, headers: HeaderList, origin: string): Reason {
  if (/[ ,]/.test(value)) {
    const count = lines(headers, 'access-control-allow-origin').length;
    return { kind: 'multiple-allow-origin', value, lines: count, origin };
  }
  const isOrigin = value === 'null' || parseUrl(value) !== null;
  return { kind: isOrigin ? 'allow-origin-mismatch' : 'invalid-allow-origin', value, origin };
}
