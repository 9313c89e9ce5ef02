import { isForbiddenRequestHeader } from '../cors/requestHeaders.ts';
import { isRedirectStatus } from '../cors/redirect.ts';
import { asciiLowercase } from '../cors/http.ts';
import type { Answer, CorsRequest, HeaderLine } from '../cors/types.ts';
import { browsersOwn } from '../paste/pageHeaders.ts';
import { ExchangeError, type NamedExchange } from './exchangeLines.ts';

interface HarHeader {
  readonly name: string;
  readonly value: string;
}

interface HarEntry {
  readonly _resourceType?: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly HarHeader[];
    readonly cookies?: readonly unknown[];
    readonly postData?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly statusText?: string;
    readonly headers: readonly HarHeader[];
    readonly _error?: string | null;
  };
}

/** True for a text that is a HAR: one JSON object with a log. */
export function isHar(text: string): boolean {
  return /^\s*\{\s*"log"\s*:/.test(text);
}

/**
 * The CORS exchanges of a HAR as browsers' developer tools export it: each request with an Origin header, its preflight, and the
 * redirects that it went through. Entries that are no CORS requests are left out.
 * @throws ExchangeError when the text is no HAR
 */
export function readHar(text: string): NamedExchange[] {
  const entries = entriesOf(text);
  const preflights = entries.filter(isPreflight);
  const rest = entries.filter((entry) => !isPreflight(entry));
  const exchanges: NamedExchange[] = [];
  const continued = new Set<HarEntry>();
  for (const entry of rest) {
    if (continued.has(entry) || originOf(entry) === null) continue;
    const chain = redirectChain(entry, rest, continued);
    const answers = chain.flatMap((hop) => [...preflightOf(hop, preflights), answerOf(hop, false)]);
    const asked = preflights.find(
      (preflight) => answers[0]?.preflight === true && samePlace(preflight, entry),
    );
    exchanges.push({ id: String(exchanges.length + 1), request: requestOf(entry, asked ?? null), answers });
  }
  for (const preflight of preflights.filter((entry) => !rest.some((main) => samePlace(entry, main)))) {
    exchanges.push({
      id: String(exchanges.length + 1),
      request: requestOf(preflight, preflight),
      answers: [answerOf(preflight, true)],
    });
  }
  return exchanges;
}

function entriesOf(text: string): HarEntry[] {
  try {
    const { log } = JSON.parse(text) as { log?: { entries?: unknown } };
    if (!Array.isArray(log?.entries)) throw new ExchangeError('it has no log.entries');
    return log.entries.filter(isEntry);
  } catch (error) {
    if (error instanceof ExchangeError) throw error;
    throw new ExchangeError('it is not JSON');
  }
}

function isEntry(value: unknown): value is HarEntry {
  const { request, response } = (value ?? {}) as Partial<HarEntry>;
  return (
    typeof request?.url === 'string' && Array.isArray(request.headers) && Array.isArray(response?.headers)
  );
}

function header(entry: HarEntry, name: string): string | null {
  return entry.request.headers.find((line) => asciiLowercase(line.name) === name)?.value ?? null;
}

function originOf(entry: HarEntry): string | null {
  return header(entry, 'origin');
}

function isPreflight(entry: HarEntry): boolean {
  return entry.request.method === 'OPTIONS' && header(entry, 'access-control-request-method') !== null;
}

function samePlace(preflight: HarEntry, main: HarEntry): boolean {
  return (
    preflight.request.url === main.request.url &&
    header(preflight, 'access-control-request-method') === main.request.method
  );
}

/** The preflight of one hop, taken out of those that are left. */
function preflightOf(entry: HarEntry, left: HarEntry[]): Answer[] {
  const index = left.findIndex((preflight) => samePlace(preflight, entry));
  const preflight = left[index];
  return preflight === undefined ? [] : [answerOf(preflight, true)];
}

/** The entry and those to which its redirects led, in order. */
function redirectChain(first: HarEntry, entries: readonly HarEntry[], continued: Set<HarEntry>): HarEntry[] {
  const chain = [first];
  for (let entry: HarEntry | undefined = first; entry !== undefined;) {
    const to = redirectTarget(entry);
    const start: number = entries.indexOf(entry) + 1;
    entry = to === null ? undefined : entries.slice(start).find(({ request }) => request.url === to);
    if (entry === undefined || continued.has(entry)) break;
    continued.add(entry);
    chain.push(entry);
  }
  return chain;
}

function redirectTarget({ request, response }: HarEntry): string | null {
  if (!isRedirectStatus(response.status)) return null;
  const location = response.headers.find(({ name }) => asciiLowercase(name) === 'location')?.value;
  return location !== undefined && URL.canParse(location, request.url)
    ? new URL(location, request.url).href
    : null;
}

function answerOf({ request, response }: HarEntry, preflight: boolean): Answer {
  const { url } = request;
  if (response.status === 0) return { url, preflight, error: response._error ?? 'no response was recorded' };
  const headers = response.headers.map(({ name, value }): HeaderLine => [name, value]);
  return { url, preflight, status: response.status, statusText: response.statusText ?? '', headers };
}

const initiators: Readonly<Record<string, string | undefined>> = {
  xhr: 'xmlhttprequest',
  image: 'img',
  stylesheet: 'link',
  font: 'font',
  script: 'script',
};

/** The request as the page made it, as far as a HAR tells: of its headers those that the browser does not set itself. */
function requestOf(entry: HarEntry, preflight: HarEntry | null): CorsRequest {
  const asked = preflight === null ? null : header(preflight, 'access-control-request-headers');
  const wanted = (asked ?? '').split(',').filter((name) => name !== '');
  const sent = entry.request.headers.filter(({ name, value }) =>
    isPagesOwn(asciiLowercase(name), value, wanted),
  );
  const missing = wanted.filter((name) => !sent.some((line) => asciiLowercase(line.name) === name));
  const isMain = entry !== preflight;
  return {
    url: entry.request.url,
    origin: originOf(entry) ?? 'null',
    method: isMain ? entry.request.method : (header(entry, 'access-control-request-method') ?? 'GET'),
    headers: [
      ...sent.map(({ name, value }): HeaderLine => [name, value]),
      ...missing.map((name): HeaderLine => [name, '']),
    ],
    credentials:
      (entry.request.cookies ?? []).length > 0 || header(entry, 'cookie') !== null
        ? 'include'
        : 'same-origin',
    mode: 'cors',
    redirect: 'follow',
    body: isMain && entry.request.postData !== undefined,
    initiator: initiators[entry._resourceType ?? ''] ?? 'fetch',
  };
}

function isPagesOwn(name: string, value: string, wanted: readonly string[]): boolean {
  if (wanted.includes(name)) return true;
  return !name.startsWith(':') && !browsersOwn.has(name) && !isForbiddenRequestHeader(name, value);
}
