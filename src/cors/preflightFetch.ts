import type { CacheQuery } from './cache.ts';
import type { End, FetchState } from './fetchState.ts';
import type { HeaderLine, PreflightPlan, Response, Send } from './types.ts';

/** The CORS-preflight fetch of one hop, where it needs one; null when the request itself may go out. */
export function preflightFetch(fetch: FetchState): End | null {
  if (fetch.tainting !== 'cors') return null;
  const plan = fetch.agent.plan(fetch.carried);
  fetch.preflighted ||= plan.needed;
  if (fetch.hop === 0) fetch.firstPlan = plan;
  fetch.note('preflight-plan', plan.needed ? 'ok' : 'skipped', 'cors-safelisted-request-header');
  if (!plan.needed) return null;
  const query = queryOf(fetch, plan);
  if (fetch.agent.cache.covers(fetch.cache, query, fetch.now)) {
    fetch.note('preflight-cache', 'ok', 'cors-preflight-cache');
    return null;
  }
  const send = preflightRequest(fetch, plan);
  const answer = fetch.ask(send);
  if ('kind' in answer) return answer;
  if ('error' in answer) {
    fetch.note('preflight-request', 'failed', 'cors-preflight-fetch');
    return fetch.fail({ kind: 'connection-failed', error: answer.error }, 'preflight', null);
  }
  return check(fetch, query, answer);
}

function preflightOrigin(fetch: FetchState): string {
  return fetch.agent.preflightKeepsOrigin ? fetch.origin : fetch.sentOrigin;
}

function queryOf(fetch: FetchState, plan: PreflightPlan): CacheQuery {
  return {
    origin: preflightOrigin(fetch),
    url: fetch.url.href,
    include: fetch.include,
    method: fetch.method,
    names: plan.headers,
    flag: fetch.body === 'stream' || fetch.uploadListener,
    initiator: fetch.exchange.request.initiator,
  };
}

function preflightRequest(fetch: FetchState, plan: PreflightPlan): Send {
  const headers: HeaderLine[] = [['Access-Control-Request-Method', fetch.method]];
  if (plan.headers.length > 0) headers.push(['Access-Control-Request-Headers', plan.headers.join(',')]);
  return {
    url: fetch.href,
    method: 'OPTIONS',
    preflight: true,
    hop: fetch.hop,
    headers,
    origin: preflightOrigin(fetch),
    credentials: false,
    body: false,
  };
}

function check(fetch: FetchState, query: CacheQuery, response: Response): End | null {
  const preflight = {
    ...query,
    status: response.status,
    headers: response.headers,
    redirectMode: fetch.exchange.request.redirect,
    pageOrigin: fetch.origin,
  };
  for (const { step, section, header, check: run } of fetch.agent.preflightChecks) {
    const reason = run(preflight);
    fetch.note(step, reason === null ? 'ok' : 'failed', section, header);
    if (reason !== null) return fetch.fail(reason, 'preflight', response);
  }
  fetch.cache = fetch.agent.cache.store(fetch.cache, query, response.headers, fetch.now);
  return null;
}
