import { asciiLowercase } from './http.ts';
import { extractTokens } from './headerList.ts';
import type { HeaderList } from './types.ts';

const safelistedResponseNames = new Set([
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]);

const forbiddenResponseNames = new Set(['set-cookie', 'set-cookie2']);

/** Names that a script reads from a same-origin response: lower-case, sorted. */
export function basicExposed(headers: HeaderList): string[] {
  return names(headers, (name) => !forbiddenResponseNames.has(name));
}

/** Names that a script reads from a CORS filtered response: lower-case, sorted. `include` as in the CORS check. */
export function corsExposed(headers: HeaderList, include: boolean): string[] {
  const listed = (extractTokens(headers, 'access-control-expose-headers')?.values ?? []).map(asciiLowercase);
  const all = !include && listed.includes('*');
  return names(
    headers,
    (name) =>
      !forbiddenResponseNames.has(name) &&
      (all || safelistedResponseNames.has(name) || listed.includes(name)),
  );
}

function names(headers: HeaderList, keep: (name: string) => boolean): string[] {
  const found = new Set<string>();
  for (const [as] of headers) {
    const name = asciiLowercase(as);
    if (keep(name)) found.add(name);
  }
  return [...found].sort();
}
