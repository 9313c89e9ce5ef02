import { asciiLowercase } from '../cors/http.ts';
import { parseUrl } from '../cors/origin.ts';
import type { CredentialsMode, HeaderLine } from '../cors/types.ts';
import { fieldOf, jsonOf, textOf, type Literal } from './literal.ts';
import { originOf, pageHeaders } from './pageHeaders.ts';
import type { PastedRequest } from './types.ts';

/** What a call in a program asks for; its `url` as written, which may be relative. */
export interface Called {
  readonly request: PastedRequest;
  readonly left: readonly string[];
}

/** `fetch(url, init)`; null when the URL is computed. */
export function fetchCall([input, init]: readonly Literal[]): Called | null {
  const target = urlText(input);
  if (target === null) return null;
  const left = [...target.left];
  const method = spoken(fieldOf(init, 'method'), 'GET', 'method', left);
  const mode = textOf(fieldOf(init, 'mode'));
  if (mode === 'no-cors') {
    left.push(
      'mode: “no-cors”: tested with mode “cors”, because without it a page can never read the answer.',
    );
  }
  const credentials = spoken(fieldOf(init, 'credentials'), 'same-origin', 'credentials', left);
  const lines = headerLines(fieldOf(init, 'headers'), left);
  const body = bodyText(fieldOf(init, 'body'), left);
  const { own, origin, cookies, left: dropped } = pageHeaders(lines);
  const referrer = originOf(textOf(fieldOf(init, 'referrer')));
  const request = {
    url: target.url,
    method: normalised(method),
    headers: own,
    credentials: cookies === null ? credentialsMode(credentials) : 'include',
    cookies,
    body,
    origin: origin ?? referrer,
  };
  return { request, left: [...left, ...dropped] };
}

/** `axios.post(url, data, config)` and its kin; `axios(config)` counts as `request`. */
export function axiosCall(method: string, args: readonly Literal[], defaults: Literal): Called | null {
  const takesData = /^(?:post|put|patch)$/.test(method);
  const urlFirst = method !== 'request' || args[0]?.kind !== 'object';
  const config = urlFirst ? args[takesData ? 2 : 1] : args[0];
  const option = (name: string): Literal | undefined => fieldOf(config, name) ?? fieldOf(defaults, name);
  const target = urlText(urlFirst ? args[0] : option('url'));
  if (target === null) return null;
  const left = [...target.left];
  const url = withParams(onBase(target.url, textOf(option('baseURL'))), option('params'), left);
  const verb = method === 'request' ? spoken(option('method'), 'GET', 'method', left) : method;
  const data = takesData ? args[1] : option('data');
  const sent = data === undefined || isNothing(data) ? null : axiosBody(data, left);
  const lines = [
    ...headerLines(fieldOf(defaults, 'headers'), left),
    ...headerLines(fieldOf(config, 'headers'), left),
  ];
  const typed = lines.some(([name]) => asciiLowercase(name) === 'content-type');
  if (sent !== null && !typed) lines.push(['Content-Type', sent.type]);
  const { own, origin, left: dropped } = pageHeaders(lines);
  const withCredentials = option('withCredentials');
  const request: PastedRequest = {
    url,
    method: verb.toUpperCase(),
    headers: own,
    credentials:
      withCredentials?.kind === 'plain' && withCredentials.value === true ? 'include' : 'same-origin',
    cookies: null,
    body: sent?.body ?? null,
    origin,
  };
  return { request, left: [...left, ...dropped] };
}

/** `xhr.open(method, url)`: what is set on it later is not looked for. */
export function xhrOpen([method, input]: readonly Literal[]): Called | null {
  const verb = textOf(method);
  const target = urlText(input);
  if (verb === null || target === null || !/^(?:get|head|post|put|patch|delete|options)$/i.test(verb))
    return null;
  return {
    request: {
      url: target.url,
      method: normalised(verb),
      headers: null,
      credentials: null,
      cookies: null,
      body: null,
      origin: null,
    },
    left: ['Headers and body, which are set in other calls of the XMLHttpRequest.'],
  };
}

/** A URL with “1” in place of computed parts behind the host; null when the host itself is computed. */
function urlText(literal: Literal | undefined): { readonly url: string; readonly left: string[] } | null {
  if (literal?.kind === 'text') return { url: literal.text, left: [] };
  const start = literal?.kind === 'partly' ? (literal.parts[0] ?? '') : '';
  if (literal?.kind !== 'partly' || !/^(?:https?:\/\/[^/]+)?\//.test(start)) return null;
  const url = literal.parts.map((part) => part ?? '1').join('');
  return { url, left: ['A part of the URL is computed: “1” stands in for it.'] };
}

function spoken(literal: Literal | undefined, otherwise: string, name: string, left: string[]): string {
  if (literal === undefined) return otherwise;
  const text = textOf(literal);
  if (text === null) left.push(`The ${name} is computed: “${otherwise}” stands in for it.`);
  return text ?? otherwise;
}

/** What `Request` and XMLHttpRequest make of a method: six of them in upper case, however they are written. */
function normalised(method: string): string {
  return /^(?:delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;
}

function credentialsMode(text: string): CredentialsMode {
  return text === 'include' || text === 'omit' ? text : 'same-origin';
}

function headerLines(literal: Literal | undefined, left: string[]): HeaderLine[] {
  if (literal === undefined || isNothing(literal)) return [];
  if (literal.kind === 'call' && literal.name === 'Headers') return headerLines(literal.args[0], left);
  const pairs = pairsOf(literal);
  if (pairs === null) {
    left.push('The headers are computed: add those that the page sends.');
    return [];
  }
  if (literal.kind === 'object' && literal.open)
    left.push('Some headers are computed: add those that the page sends.');
  return pairs.map(([name, value]): HeaderLine => {
    const text = value.kind === 'plain' ? String(value.value) : textOf(value);
    if (text === null) left.push(`The value of ${name} is computed: put in what the page sends.`);
    return [name, text ?? ''];
  });
}

function pairsOf(literal: Literal): (readonly [string, Literal])[] | null {
  if (literal.kind === 'object') return [...literal.fields];
  if (literal.kind !== 'list') return null;
  return literal.items.flatMap((item) => {
    const [name, value] = item.kind === 'list' ? item.items : [];
    return name?.kind === 'text' && value !== undefined ? [[name.text, value] as const] : [];
  });
}

/** Null for no body; a stand-in for one that is computed. */
function bodyText(literal: Literal | undefined, left: string[]): string | null {
  if (literal === undefined || isNothing(literal)) return null;
  const text = textOf(literal);
  if (text !== null) return text;
  const asJson = literal.kind === 'call' && literal.name === 'JSON.stringify';
  const json = asJson ? jsonOf(literal.args[0] ?? literal) : null;
  if (json !== null) return json;
  const standIn = asJson ? '{}' : '';
  left.push(`The body is computed: “${standIn}” stands in for it.`);
  return standIn;
}

function isNothing(literal: Literal): boolean {
  return literal.kind === 'plain' && literal.value === null;
}

/** axios sends objects as JSON, and texts as a form. */
function axiosBody(literal: Literal, left: string[]): { readonly body: string; readonly type: string } {
  const text = textOf(literal);
  if (text !== null) return { body: text, type: 'application/x-www-form-urlencoded' };
  const json = jsonOf(literal);
  if (json === null) left.push('The body is computed: “{}” stands in for it.');
  return { body: json ?? '{}', type: 'application/json' };
}

function onBase(url: string, base: string | null): string {
  if (base === null || /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(url)) return url;
  return url === '' ? base : `${base.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
}

function withParams(url: string, params: Literal | undefined, left: string[]): string {
  if (params === undefined || isNothing(params)) return url;
  if (params.kind !== 'object') {
    left.push('The query is computed: add it to the URL.');
    return url;
  }
  const query = new URLSearchParams();
  for (const [name, value] of params.fields) {
    query.append(name, value.kind === 'plain' ? String(value.value) : (textOf(value) ?? '1'));
  }
  const text = query.toString();
  return text === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${text}`;
}

/** The call's URL as a whole address: relative ones on `base`. Null when it cannot be one. */
export function wholeUrl(url: string, base: string | null): string | null {
  const whole = parseUrl(url) ?? (base === null ? null : parseUrl(url, parseUrl(base) ?? undefined));
  return whole !== null && /^https?:$/.test(whole.protocol) ? whole.href : null;
}
