import { get, parseTokens } from '../cors/headerList.ts';
import { asciiLowercase } from '../cors/http.ts';
import { isForbiddenRequestHeader } from '../cors/requestHeaders.ts';
import type { ProbeResult } from '../probe/types.ts';
import { routeNotes } from './routeNotes.ts';
import { varyOf } from './vary.ts';

/** Sentences about what is not wrong, but worth knowing, the most useful first. */
export function notesOf(result: ProbeResult): readonly string[] {
  return [
    ...droppedHeaders(result),
    ...responseHeadersOnRequest(result),
    ...cookieNotes(result),
    ...varyNotes(result),
    ...authorizationByWildcard(result),
    ...hiddenHeaders(result),
    ...bodyNotes(result),
    ...routeNotes(result),
  ];
}

/** What a test from outside of the page cannot tell. */
export function notTestedOf({ request }: ProbeResult): readonly string[] {
  return [
    "the page's Content-Security-Policy",
    'ad blockers and browser extensions',
    ...(request.credentials === 'include'
      ? ['whether the browser has cookies to send (SameSite, third-party cookies)']
      : []),
    'permission for local network access',
    'service workers and the HTTP cache',
  ];
}

function droppedHeaders({ request }: ProbeResult): string[] {
  return request.headers
    .filter(([name, value]) => isForbiddenRequestHeader(asciiLowercase(name), value))
    .map(([name]) => `No page can set the ${name} header: browsers drop it, and so did this test.`);
}

/** The most common misunderstanding: response headers sent with the request. */
function responseHeadersOnRequest({ request }: ProbeResult): string[] {
  return request.headers
    .filter(([name]) => /^access-control-(allow|expose|max)-/i.test(name))
    .map(
      ([name]) =>
        `${name} belongs into the server's answer: on the request it only makes a preflight necessary.`,
    );
}

function cookieNotes({ request, sent }: ProbeResult): string[] {
  const sets = sent.some(
    ({ send, answer }) => !send.preflight && get(answer.response?.headers ?? [], 'set-cookie') !== null,
  );
  if (!sets || request.credentials === 'include') return [];
  if (new URL(request.url).origin === request.origin) return [];
  return [
    `The server sets a cookie, which browsers ignore here: the request's credentials mode is “${request.credentials}”.`,
  ];
}

function varyNotes(result: ProbeResult): string[] {
  const vary = result.verdict.outcome === 'readable' ? varyOf(result) : null;
  return vary?.state === 'missing' || vary?.state === 'unknown' ? [vary.text] : [];
}

/** All browsers let `*` cover Authorization today, against the standard, and warn about it. */
function authorizationByWildcard({ sent }: ProbeResult): string[] {
  const preflight = sent.findLast(({ send }) => send.preflight);
  const asked =
    parseTokens(get(preflight?.send.headers ?? [], 'access-control-request-headers') ?? '').values ?? [];
  const allowed =
    parseTokens(get(preflight?.answer.response?.headers ?? [], 'access-control-allow-headers') ?? '')
      .values ?? [];
  const names = allowed.map(asciiLowercase);
  if (!asked.includes('authorization') || !names.includes('*') || names.includes('authorization')) return [];
  return [
    'Access-Control-Allow-Headers: * covers Authorization in today’s browsers only: list Authorization by name.',
  ];
}

/** Headers that servers add for others than the page's script. */
const forOthers =
  /^x-(?:powered-by|cache|served-by|timer|amz-cf-|content-type-options|frame-options|xss-protection|dns-prefetch|download-options|permitted-cross|robots-tag|ua-compatible)/;
const forScripts = /^(?:x-|link$|location$|retry-after$|content-disposition$|content-range$|ratelimit)/;

function hiddenHeaders({ verdict, sent }: ProbeResult): string[] {
  const headers = sent.at(-1)?.answer.response?.headers ?? [];
  const hidden = headers.filter(([as]) => {
    const name = asciiLowercase(as);
    return forScripts.test(name) && !forOthers.test(name) && !verdict.exposed.includes(name);
  });
  if (verdict.outcome !== 'readable' || hidden.length === 0) return [];
  const names = [...new Set(hidden.map(([name]) => name))].join(', ');
  return [`The page's script cannot read ${names}: the server can list it in Access-Control-Expose-Headers.`];
}

function bodyNotes({ verdict, sent }: ProbeResult): string[] {
  const last = sent.at(-1);
  if (verdict.outcome !== 'readable' || last?.answer.body?.end !== 'failed') return [];
  return [
    `The connection broke after ${last.answer.body.bytes} bytes of the body: the page will fail to read all of it.`,
  ];
}
