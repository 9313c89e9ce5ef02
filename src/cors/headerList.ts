import { asciiLowercase, isToken, normaliseValue, trimElement } from './http.ts';
import type { HeaderList } from './types.ts';

/** The values of all field lines of this name, in order. `name` is lower-case. */
export function lines(list: HeaderList, name: string): string[] {
  const found: string[] = [];
  for (const [key, value] of list) {
    if (key.length === name.length && asciiLowercase(key) === name) found.push(normaliseValue(value));
  }
  return found;
}

/** "Get" of the Fetch standard: all field lines combined with `, `; null when there is none. `name` is lower-case. */
export function get(list: HeaderList, name: string): string | null {
  const found = lines(list, name);
  return found.length === 0 ? null : found.join(', ');
}

export type Extracted =
  | { readonly values: readonly string[]; readonly invalid: null }
  | { readonly values: null; readonly invalid: string };

/**
 * "Extract header list values" for the ABNF `#token` (`#method`, `#field-name`): the elements of all field lines, or the first
 * element that is no token. Empty elements are skipped, as RFC 9110 section 5.6.1 has recipients do. Null when there is no line.
 */
export function extractTokens(list: HeaderList, name: string): Extracted | null {
  const value = get(list, name);
  if (value === null) return null;
  return parseTokens(value);
}

/** The elements of one combined field value, or the first that is no token. */
export function parseTokens(value: string): Extracted {
  const values: string[] = [];
  for (const part of value.split(',')) {
    const element = trimElement(part);
    if (element === '') continue;
    if (!isToken(element)) return { values: null, invalid: element };
    values.push(element);
  }
  return { values, invalid: null };
}
