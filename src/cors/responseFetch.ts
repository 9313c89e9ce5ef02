import { basicExposed } from './exposure.ts';
import type { End, FetchState } from './fetchState.ts';
import { sameOrigin, wireUrl } from './origin.ts';
import { isRedirectStatus, type RedirectStep } from './redirect.ts';
import type { Response, Send } from './types.ts';

/** "HTTP fetch" of one hop after the preflight: null when a redirect is followed, and the fetch stands at the next URL. */
export function responseFetch(fetch: FetchState): End | null {
  const send = mainRequest(fetch);
  const answer = fetch.ask(send);
  if ('kind' in answer) return answer;
  if ('error' in answer) {
    fetch.note('response', 'failed', 'http-network-or-cache-fetch');
    return fetch.fail({ kind: 'connection-failed', error: answer.error }, 'response', null);
  }
  const redirect = isRedirectStatus(answer.status) ? redirectOf(fetch, answer) : null;
  const broken = redirect === null ? null : fetch.agent.brokenRedirect(redirect);
  if (broken !== null) {
    fetch.note('redirect', 'failed', 'http-redirect-fetch', 'Location');
    return fetch.fail(broken, 'redirect', answer);
  }
  if (fetch.tainting === 'cors') {
    const reason = fetch.agent.corsCheck(answer.headers, fetch.sentOrigin, fetch.include);
    fetch.note('cors-check', reason === null ? 'ok' : 'failed', 'cors-check', 'Access-Control-Allow-Origin');
    if (reason !== null) return fetch.fail(reason, redirect === null ? 'response' : 'redirect', answer);
  }
  return redirect === null ? expose(fetch, answer) : followRedirect(fetch, redirect, answer);
}

function mainRequest(fetch: FetchState): Send {
  const { credentials } = fetch.exchange.request;
  return {
    url: fetch.href,
    method: fetch.method,
    preflight: false,
    hop: fetch.hop,
    headers: fetch.headers,
    origin: sendsOrigin(fetch) ? fetch.sentOrigin : null,
    credentials: credentials === 'include' || (credentials === 'same-origin' && fetch.tainting === 'basic'),
    body: fetch.body !== false,
  };
}

/** "Append a request `Origin` header". */
function sendsOrigin({ method, hop, origin, tainting, change, sent, agent, exchange }: FetchState): boolean {
  if (tainting === 'cors' || (method !== 'GET' && method !== 'HEAD')) return true;
  return agent.addsOrigin({ hop, origin, tainting, change, sent, request: exchange.request });
}

function expose(fetch: FetchState, { headers }: Response): End {
  fetch.note('exposure', 'ok', 'concept-filtered-response-cors', 'Access-Control-Expose-Headers');
  if (fetch.tainting === 'opaque') return { kind: 'opaque', exposed: [] };
  if (fetch.tainting === 'basic') return { kind: 'readable', exposed: basicExposed(headers) };
  return { kind: 'readable', exposed: fetch.agent.exposed(headers, fetch.include) };
}

/** The redirect that a response is; null for one with a redirect status that is final all the same. */
function redirectOf(fetch: FetchState, response: Response): RedirectStep | null {
  const { request } = fetch.exchange;
  const location = fetch.agent.location(response.headers, request.redirect);
  if (location === null && !fetch.agent.actsWithoutLocation.includes(request.redirect)) return null;
  return {
    status: response.status,
    headers: response.headers,
    value: location?.value ?? '',
    location: location?.valid === true ? fetch.agent.resolveLocation(location.value, fetch.url) : null,
    count: fetch.hop,
    request,
    origin: fetch.origin,
    sentOrigin: fetch.sentOrigin,
    fromPage: fetch.fromPage,
    tainting: fetch.tainting,
    body: fetch.body,
  };
}

function followRedirect(fetch: FetchState, redirect: RedirectStep, response: Response): End | null {
  if (redirect.request.redirect === 'manual') {
    fetch.note('redirect', 'skipped', 'http-fetch', 'Location');
    return { kind: 'opaque', exposed: [] };
  }
  for (const { section, check } of fetch.agent.redirectChecks) {
    const reason = check(redirect);
    if (reason === null) continue;
    fetch.note('redirect', 'failed', section, 'Location');
    return fetch.fail(reason, 'redirect', response);
  }
  fetch.note('redirect', 'ok', 'http-redirect-fetch', 'Location');
  const late = fetch.agent.lateRedirectCheck(redirect);
  fetch.deferred = late === null ? null : fetch.fail(late, 'redirect', response);
  // Every user agent checks the Location: what has passed is a URL.
  goTo(fetch, redirect.location as URL, redirect.status);
  return null;
}

function isNoCors({ exchange }: FetchState): boolean {
  return exchange.request.mode === 'no-cors';
}

/** Moves the fetch to the next URL as HTTP-redirect fetch does. */
function goTo(fetch: FetchState, location: URL, status: number): void {
  const crossOrigin = !sameOrigin(location.origin, fetch.url.origin);
  const method = fetch.agent.redirectedMethod(status, fetch.method, crossOrigin);
  const bodyDropped = method !== fetch.method;
  fetch.change = { bodyDropped, crossOrigin, toPage: sameOrigin(location.origin, fetch.origin) };
  fetch.headers = fetch.agent.redirectedHeaders(fetch.headers, fetch.change, fetch.originalHeaders);
  fetch.method = method;
  if (bodyDropped) fetch.body = false;
  const foreign = !sameOrigin(fetch.origin, fetch.url.origin);
  if (crossOrigin && (foreign || (fetch.agent.taintsNoCors && isNoCors(fetch)))) fetch.tainted = true;
  fetch.url = location;
  fetch.href = wireUrl(location);
  fetch.hop++;
}
