import { asciiLowercase, isHeaderValue, isToken, normaliseValue, trimElement } from './http.ts';
import { get } from './headerList.ts';
import { isForbiddenMethod } from './method.ts';
import { whyUnsafe } from './safelist.ts';
import type { HeaderLine, HeaderList } from './types.ts';

const forbiddenNames = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);

const methodOverrides = new Set(['x-http-method', 'x-http-method-override', 'x-method-override']);

const noCorsNames = new Set(['accept', 'accept-language', 'content-language', 'content-type']);

/** "Forbidden request-header": what Headers and XMLHttpRequest drop without a word. `name` is lower-case. */
export function isForbiddenRequestHeader(name: string, value: string): boolean {
  if (forbiddenNames.has(name) || name.startsWith('proxy-') || name.startsWith('sec-')) return true;
  return (
    methodOverrides.has(name) && value.split(',').some((method) => isForbiddenMethod(trimElement(method)))
  );
}

/** CORS non-wildcard request-header name: never covered by `*`, and dropped on a redirect to another origin. */
export function isNonWildcardName(name: string): boolean {
  return name === 'authorization';
}

/** One line for each name, values joined with `, `: what `xhr.setRequestHeader` makes of several. */
export function combine(headers: HeaderList): HeaderList {
  const list: HeaderLine[] = [];
  for (const [name, value] of headers) {
    const lower = asciiLowercase(name);
    const index = list.findIndex(([other]) => asciiLowercase(other) === lower);
    const before = list[index];
    if (before === undefined) list.push([name, value]);
    else list[index] = [before[0], `${normaliseValue(before[1])}, ${normaliseValue(value)}`];
  }
  return list;
}

/** The request's header list as the page's script makes it, or the first line that makes `Headers` throw. */
export function fillHeaders(
  headers: HeaderList,
  noCors: boolean,
):
  | { readonly list: HeaderList; readonly invalid: null }
  | { readonly list: null; readonly invalid: HeaderLine } {
  if (headers.length === 0) return { list: headers, invalid: null };
  const list: HeaderLine[] = [];
  for (const line of headers) {
    const value = normaliseValue(line[1]);
    if (!isToken(line[0]) || !isHeaderValue(value)) return { list: null, invalid: line };
    const name = asciiLowercase(line[0]);
    if (isForbiddenRequestHeader(name, value)) continue;
    if (noCors && !isNoCorsSafelisted(list, name, value)) continue;
    list.push([line[0], value]);
  }
  return { list, invalid: null };
}

/** Appending in mode no-cors: the name must be one of four, and the combined value CORS-safelisted. */
function isNoCorsSafelisted(list: HeaderList, name: string, value: string): boolean {
  if (!noCorsNames.has(name)) return false;
  const before = get(list, name);
  return whyUnsafe(name, before === null ? value : `${before}, ${value}`) === null;
}
