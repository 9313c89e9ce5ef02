/**
 * Why a text can never equal the Origin header that a browser sends.
 * A browser sends `scheme://host[:port]`: lower case, no default port, no path, or the word `null` (HTML, "ASCII serialisation of an origin").
 */
export type LiteralFaultKind =
  /** Several origins in one text. */
  | 'several'
  /** A `*` inside, which nothing expands. */
  | 'wildcard'
  | 'missing-scheme'
  | 'trailing-slash'
  | 'path-or-query'
  /** Another spelling of an origin: upper case, default port, Unicode host, user info, spaces. */
  | 'non-canonical'
  /** Nothing like an origin, such as `true` or a regular expression in quotes. */
  | 'not-an-origin';

export interface LiteralFault {
  readonly kind: LiteralFaultKind;
  /** What a browser would send instead; null when the text does not tell. */
  readonly canonical: string | null;
  /** For `several`: the parts, each as a browser would send it where that can be told. */
  readonly parts: readonly string[];
}

const schemeAndRest = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)([^]*)$/i;

/**
 * In: the text of one allowed origin. Out: why it never equals an Origin header, or null when it can. `*`, `null` and the empty text
 * are no faulty spellings and give null; custom schemes (`capacitor://localhost`, `chrome-extension://id`) are origins.
 */
export function explainLiteral(value: string): LiteralFault | null {
  if (value === '' || value === '*' || value === 'null' || value.length > 2000) return null;
  const trimmed = value.trim();
  if (looksLikeRegExp(trimmed)) return fault('not-an-origin', null);
  const parts = trimmed.split(/[\s,;|]+/).filter((part) => part !== '');
  if (parts.length > 1) return severalParts(parts);
  const part = parts[0];
  if (part === undefined) return fault('not-an-origin', null);
  const split = schemeAndRest.exec(part);
  if ((split?.[2] ?? part).includes('*')) return fault('wildcard', null);
  if (!split) return withoutScheme(part);
  return withScheme(value, split[1] ?? '', split[2] ?? '', split[3] ?? '');
}

/** The origin as a browser would send it, or null when the text names none. */
export function canonicalOrigin(value: string): string | null {
  const found = explainLiteral(value);
  if (!found) return value === '*' || value === '' ? null : value;
  return found.canonical;
}

/** True for an origin that a browser can send with a request: `null`, or a serialised http(s) origin. */
export function isBrowserOrigin(value: string): boolean {
  if (value === 'null') return true;
  return /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

function fault(
  kind: LiteralFaultKind,
  canonical: string | null,
  parts: readonly string[] = [],
): LiteralFault {
  return { kind, canonical, parts };
}

function looksLikeRegExp(text: string): boolean {
  return /^\/.+\/[a-z]*$/.test(text) || /^\^|\\[.d/]|\$$/.test(text);
}

function severalParts(parts: readonly string[]): LiteralFault {
  return fault(
    'several',
    null,
    parts.map((part) => canonicalOrigin(part) ?? part),
  );
}

function withoutScheme(text: string): LiteralFault {
  if (/^https?:/i.test(text)) return fault('non-canonical', httpOrigin(text));
  const host = text.replace(/^\/\//, '');
  const origin = httpOrigin(`${schemeFor(host)}://${host}`);
  if (origin === null) return fault('not-an-origin', null);
  const bare = origin.replace(/^https?:\/\//, '');
  const isHost = /[.:\]]/.test(bare) || bare === 'localhost';
  return isHost ? fault('missing-scheme', origin) : fault('not-an-origin', null);
}

/** A development host is served over http, everything else over https. */
function schemeFor(host: string): 'http' | 'https' {
  return /^(localhost|127\.|\[|0\.0\.0\.0)/.test(host) || /:(?!443\b)\d+/.test(host) ? 'http' : 'https';
}

function withScheme(value: string, scheme: string, authority: string, rest: string): LiteralFault | null {
  const canonical = originOf(scheme, authority);
  if (canonical === null) return fault('non-canonical', null);
  if (rest === '/' || rest === '\\') return fault('trailing-slash', canonical);
  if (rest !== '') return fault('path-or-query', canonical);
  return canonical === value ? null : fault('non-canonical', canonical);
}

function originOf(scheme: string, authority: string): string | null {
  if (authority === '') return null;
  if (/^https?$/i.test(scheme)) return httpOrigin(`${scheme}://${authority}`);
  return `${scheme.toLowerCase()}://${authority}`;
}

function httpOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { origin, protocol } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? origin : null;
}
