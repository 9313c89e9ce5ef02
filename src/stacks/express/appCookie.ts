import type { Range, TextEdit } from '../../policy/range.ts';
import { isNothing, toText, type ObjectValue, type Property, type Unknown, type Value } from './values.ts';

/** A cookie that the app has browsers keep for it, as far as it is known in full. */
export interface AppCookie {
  readonly name: string;
  readonly sameSite: 'strict' | 'lax' | 'none' | 'missing';
  /** Null where that depends on the request. */
  readonly secure: boolean | null;
  /** Scripts do not see it: it is there to be sent back. */
  readonly httpOnly: boolean;
  /** The call that sets it. */
  readonly range: Range;
  /** Has it sent along from other sites too; null where its options are not spelt out. */
  readonly toOtherSites: readonly TextEdit[] | null;
}

/** `response.cookie(name, value, options)`; null where the options are not known. */
export function appCookie(name: string, options: Value | undefined, range: Range): AppCookie | null {
  const given = objectOf(options);
  const httpOnly = given && flagOf(given, 'httpOnly', false);
  return given && httpOnly !== null ? cookieOf(name, given, range, { httpOnly, secure: false }) : null;
}

/** The cookie of `express-session` or `cookie-session`; null for another library, and where its options are not known. */
export function sessionCookie(callee: Unknown, options: Value | undefined, range: Range): AppCookie | null {
  const library = /^import (express-session|cookie-session) (?:default|\*)$/.exec(callee.key)?.[1];
  const given = library && objectOf(options);
  if (!given) return null;
  if (library === 'cookie-session') {
    const name = nameIn(given, ['name']) ?? 'session';
    return cookieOf(name, given, range, { httpOnly: true, secure: null });
  }
  const cookie = objectOf(given.properties.get('cookie')?.value);
  const name = nameIn(given, ['name', 'key']) ?? 'connect.sid';
  return cookie && cookieOf(name, cookie, range, { httpOnly: true, secure: false });
}

function nameIn({ properties }: ObjectValue, options: readonly string[]): string | null {
  const given = options.flatMap((option) => properties.get(option) ?? []).at(0);
  return given ? toText(given.value) : null;
}

const empty: ObjectValue = { type: 'object', properties: new Map(), open: false };

/** Null for what is not known in full. */
function objectOf(value: Value | undefined): ObjectValue | null {
  if (!value || isNothing(value)) return empty;
  return value.type === 'object' && !value.open ? value : null;
}

function cookieOf(
  name: string,
  options: ObjectValue,
  range: Range,
  standard: { readonly httpOnly: boolean; readonly secure: boolean | null },
): AppCookie | null {
  const sameSite = sameSiteOf(options.properties.get('sameSite')?.value);
  if (sameSite === null) return null;
  return {
    name,
    sameSite,
    secure: flagOf(options, 'secure', standard.secure),
    httpOnly: standard.httpOnly,
    range,
    toOtherSites: editsOf(options),
  };
}

/** As the package `cookie` takes it, which all three use. */
function sameSiteOf(value: Value | undefined): AppCookie['sameSite'] | null {
  if (!value || value.type === 'undefined') return 'missing';
  if (value.type === 'boolean') return value.value ? 'strict' : 'missing';
  const word = value.type === 'text' ? value.value.toLowerCase() : '';
  return word === 'strict' || word === 'lax' || word === 'none' ? word : null;
}

function flagOf({ properties }: ObjectValue, name: string, standard: boolean | null): boolean | null {
  const value = properties.get(name)?.value;
  if (!value || value.type === 'undefined') return standard;
  return value.type === 'boolean' ? value.value : null;
}

function editsOf({ properties }: ObjectValue): readonly TextEdit[] | null {
  const last = [...properties.values()].at(-1)?.range;
  if (!last) return null;
  const wanted = Object.entries({ sameSite: "'none'", secure: 'true' });
  const isThere = ([name]: [string, string]): boolean => properties.has(name);
  const replaced = wanted.filter(isThere).map(([name, text]) => replacing(properties.get(name), text));
  if (replaced.includes(null)) return null;
  const added = wanted.filter((one) => !isThere(one)).map(([name, text]) => `, ${name}: ${text}`);
  return [
    ...replaced.filter((edit) => edit !== null),
    ...(added.length > 0 ? [{ start: last.end, end: last.end, text: added.join('') }] : []),
  ];
}

/** Null for a property that is not written as `name: value`. */
function replacing(property: Property | undefined, text: string): TextEdit | null {
  if (!property?.range || property.keyRange?.start === property.valueRange.start) return null;
  return { ...property.valueRange, text };
}
