import { asciiLowercase, normaliseValue } from './http.ts';
import { isSimpleRange } from './range.ts';
import type { HeaderList, PreflightReason, UnsafeHeader } from './types.ts';

/** Longest value of a safelisted header, in bytes; and of all of them together. */
const MAX_VALUE = 128;
const MAX_TOTAL = 1024;

const unsafePunctuation = new Set(Array.from('"():<>?@[\\]{}\x7f', (character) => character.charCodeAt(0)));
const languageValue = /^[0-9A-Za-z *,\-.;=]*$/;

const simpleMediaTypes = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);

/** True when the value holds a CORS-unsafe request-header byte. */
export function hasUnsafeByte(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const byte = value.charCodeAt(i);
    if ((byte < 0x20 && byte !== 0x09) || unsafePunctuation.has(byte)) return true;
  }
  return false;
}

/** The essence of a MIME type string, lower-case. What does not parse is no safelisted essence either. */
export function essence(value: string): string {
  const end = value.indexOf(';');
  return asciiLowercase(normaliseValue(end < 0 ? value : value.slice(0, end)));
}

export function isSimpleMediaType(value: string): boolean {
  return simpleMediaTypes.has(essence(value));
}

/** Why (name, value) is no CORS-safelisted request-header; null when it is one. `name` is lower-case. */
export function whyUnsafe(name: string, value: string): UnsafeHeader | null {
  const byName = safelistedNames[name];
  if (byName === undefined) return 'name';
  return value.length > MAX_VALUE ? 'too-long' : byName(value);
}

const safelistedNames: Readonly<Record<string, ((value: string) => UnsafeHeader | null) | undefined>> = {
  __proto__: null as never,
  accept: (value) => (hasUnsafeByte(value) ? 'byte' : null),
  'accept-language': (value) => (languageValue.test(value) ? null : 'byte'),
  'content-language': (value) => (languageValue.test(value) ? null : 'byte'),
  'content-type': (value) => {
    if (hasUnsafeByte(value)) return 'byte';
    return isSimpleMediaType(value) ? null : 'media-type';
  },
  range: (value) => (isSimpleRange(value) ? null : 'range'),
};

export interface UnsafeHeaders {
  /** Lower-case, sorted, each once. */
  readonly names: readonly string[];
  readonly reasons: readonly PreflightReason[];
}

export const noUnsafeHeaders: UnsafeHeaders = { names: [], reasons: [] };

/** "CORS-unsafe request-header names", with why each is one. `why` is the safelist to go by. */
export function unsafeHeaders(
  headers: HeaderList,
  why: typeof whyUnsafe = whyUnsafe,
  maxTotal = MAX_TOTAL,
): UnsafeHeaders {
  if (headers.length === 0) return noUnsafeHeaders;
  const names = new Set<string>();
  const potentiallyUnsafe: string[] = [];
  const reasons: PreflightReason[] = [];
  let bytes = 0;
  for (const [as, value] of headers) {
    const name = asciiLowercase(as);
    const because = why(name, value);
    if (because === null) {
      potentiallyUnsafe.push(name);
      bytes += value.length;
    } else {
      names.add(name);
      reasons.push({ kind: 'header', name, value, why: because });
    }
  }
  if (bytes > maxTotal) {
    for (const name of potentiallyUnsafe) names.add(name);
    reasons.push({ kind: 'headers-too-long', names: potentiallyUnsafe, bytes });
  }
  return { names: [...names].sort(), reasons };
}
