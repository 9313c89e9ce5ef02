import { basicExposed } from './exposure.ts';
import type { End, FetchState } from './fetchState.ts';
import { sameOrigin, wireUrl } from './origin.ts';
import { isRedirectStatus, resolveLocation, type RedirectStep } from './redirect.ts';
import type { Response, Send } from './types.ts';

/** "HTTP fetch" of one hop after the preflight: null when a redirect is followed, and the fetch stands at the next URL. */
export function responseFetch(fetch: FetchState): End | null {
  const send = mainRequest(fetch);
  const answer = fetch.ask(send);
  if (answer === null) return { kind: 'send', send };
  if ('error' in answer) {
    fetch.note('response', 'failed', 'http-network-or-cache-fetch');
    return fetch.fail({ kind: 'connection-failed', error: answer.error }, 'response', null);
  }
  const redirect = isRedirectStatus(answer.status) ? redirectOf(fetch, answer) : null;
  const broken = redirect === null ? null : fetch.agent.brokenRedirect(redirect);
  if (broken !== null) {
    fetch.note('redirect', 'failed', 'http-redirect-fetch', 'Location');
    return fetch.fail(broken, 'redirect', answer.status);
  }
  if (fetch.tainting === 'cors') {
    const reason = fetch.agent.corsCheck(answer.headers, fetch.sentOrigin, fetch.include);
    fetch.note('cors-check', reason === null ? 'ok' : 'failed', 'cors-check', 'Access-Control-Allow-Origin');
    if (reason !== null)
      return fetch.fail(reason, redirect === null ? 'response' : 'redirect', answer.status);
  }
  return redirect === null ? expose(fetch, answer) : followRedirect(fetch, redirect);
}

function mainRequest(fetch: FetchState): Send {
  const { credentials } = fetch.exchange.request;
  const repeated = fetch.agent.repeatsOrigin && fetch.sent.some(({ origin }) => origin !== null);
  const bodiless = fetch.method === 'GET' || fetch.method === 'HEAD';
  return {
    url: fetch.href,
    method: fetch.method,
    preflight: false,
    hop: fetch.hop,
    headers: fetch.headers,
    origin: fetch.tainting === 'cors' || !bodiless || repeated ? fetch.sentOrigin : null,
    credentials: credentials === 'include' || (credentials === 'same-origin' && fetch.tainting === 'basic'),
    body: fetch.body !== false,
  };
}

function expose(fetch: FetchState, { headers }: Response): End {
  fetch.note('exposure', 'ok', 'concept-filtered-response-cors', 'Access-Control-Expose-Headers');
  if (fetch.tainting === 'opaque') return { kind: 'opaque', exposed: [] };
  if (fetch.tainting === 'basic') return { kind: 'readable', exposed: basicExposed(headers) };
  return { kind: 'readable', exposed: fetch.agent.exposed(headers, fetch.include) };
}

/** Null for a redirect status without a Location: such a response is final. */
function redirectOf(fetch: FetchState, response: Response): RedirectStep | null {
  const location = fetch.agent.location(response.headers, fetch.tainting === 'cors');
  if (location === null) return null;
  const { mode, redirect } = fetch.exchange.request;
  return {
    status: response.status,
    value: location.value,
    location: location.valid ? resolveLocation(location.value, fetch.url) : null,
    count: fetch.hop,
    origin: fetch.origin,
    mode,
    redirectMode: redirect,
    cors: fetch.tainting === 'cors',
    body: fetch.body,
    preflighted: fetch.preflighted || fetch.agent.plan(fetch.carried).needed,
  };
}

function followRedirect(fetch: FetchState, redirect: RedirectStep): End | null {
  if (redirect.redirectMode === 'manual') {
    fetch.note('redirect', 'skipped', 'http-fetch', 'Location');
    return { kind: 'opaque', exposed: [] };
  }
  for (const { section, check } of fetch.agent.redirectChecks) {
    const reason = check(redirect);
    if (reason === null) continue;
    fetch.note('redirect', 'failed', section, 'Location');
    return fetch.fail(reason, 'redirect', redirect.status);
  }
  fetch.note('redirect', 'ok', 'http-redirect-fetch', 'Location');
  if (redirect.location !== null) goTo(fetch, redirect.location, redirect.status);
  return null;
}

/** Moves the fetch to the next URL as HTTP-redirect fetch does. */
function goTo(fetch: FetchState, location: URL, status: number): void {
  const crossOrigin = !sameOrigin(location.origin, fetch.url.origin);
  const method = fetch.agent.redirectedMethod(status, fetch.method, crossOrigin);
  const bodyDropped = method !== fetch.method;
  fetch.headers = fetch.agent.redirectedHeaders(fetch.headers, {
    bodyDropped,
    crossOrigin,
    toPage: sameOrigin(location.origin, fetch.origin),
  });
  fetch.method = method;
  if (bodyDropped) fetch.body = false;
  if (crossOrigin && !sameOrigin(fetch.origin, fetch.url.origin)) fetch.tainted = true;
  fetch.url = location;
  fetch.href = wireUrl(location);
  fetch.hop++;
}
