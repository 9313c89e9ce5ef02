import type { PreflightCache } from './cache.ts';
import { dispatch } from './dispatch.ts';
import { at, FetchState, type Before, type End } from './fetchState.ts';
import { outcomeOf } from './outcome.ts';
import { noPreflight } from './plan.ts';
import { prepare } from './prepare.ts';
import { preflightFetch } from './preflightFetch.ts';
import { responseFetch } from './responseFetch.ts';
import { standard, type UserAgent } from './userAgent.ts';
import type { Answer, Cause, Exchange, HeaderList, Reason, Send, Tainting, Verdict } from './types.ts';

/** How far a browser gets with the answers of an exchange. */
export interface Walked {
  /** What it sends next; null when the fetch has ended. */
  readonly send: Send | null;
  /** While something is left to send: a network error, because there is no answer to it. */
  readonly verdict: Verdict;
  /** What went out and was answered, in order. */
  readonly sent: readonly Send[];
  /** The answer that decided; null when none came. */
  readonly last: Answer | null;
  /** The response tainting in the end. */
  readonly tainting: Tainting;
  /** The request's method in the end. */
  readonly method: string;
  /** The page's headers that were still carried in the end. */
  readonly headers: HeaderList;
  /** The page's headers as they were before any redirect. */
  readonly originalHeaders: HeaderList;
  /** The preflights remembered afterwards. */
  readonly cache: PreflightCache;
}

const nothingBefore: Before = { cache: [], now: 0 };

/** Walks an exchange as `agent` does: preflight, response, redirect, again for each URL. Pure and total. */
export function walk(
  exchange: Exchange,
  agent: UserAgent = standard,
  before: Before = nothingBefore,
): Walked {
  const { request, refused } = prepare(exchange.request);
  if (request === null) {
    return {
      send: null,
      verdict: refusedVerdict(exchange, refused),
      sent: [],
      last: null,
      tainting: 'basic',
      method: exchange.request.method,
      headers: [],
      originalHeaders: [],
      cache: before.cache,
    };
  }
  const fetch = new FetchState(exchange, request, agent, before);
  fetch.note('request', 'ok', 'request-class');
  let end: End | null = null;
  while (end === null)
    end = dispatch(fetch) ?? preflightFetch(fetch) ?? fetch.deferred ?? responseFetch(fetch);
  return finish(fetch, end);
}

function refusedVerdict({ request }: Exchange, reason: Reason): Verdict {
  const { url } = request;
  return {
    preflight: noPreflight,
    outcome: 'network-error',
    cause: at(reason, { step: 'request', hop: 0, url, status: null, redirectTo: null }),
    steps: [{ kind: 'request', hop: 0, url, decision: 'failed', section: 'request-class', header: null }],
    exposed: [],
  };
}

function finish(fetch: FetchState, end: End): Walked {
  const { firstPlan: preflight, steps, sent, lastAnswer: last } = fetch;
  const { tainting, method, headers, originalHeaders, cache } = fetch;
  const ended = { sent, last, tainting, method, headers, originalHeaders, cache };
  if (end.kind === 'readable' || end.kind === 'opaque') {
    const verdict: Verdict = { preflight, outcome: end.kind, cause: null, steps, exposed: end.exposed };
    return { ...ended, send: null, verdict };
  }
  const cause = end.kind === 'failed' ? end.cause : unanswered(end.send);
  const verdict: Verdict = { preflight, outcome: outcomeOf(cause.kind), cause, steps, exposed: [] };
  return { ...ended, send: end.kind === 'send' ? end.send : null, verdict };
}

function unanswered({ preflight, hop, url }: Send): Cause {
  return {
    kind: 'no-answer',
    step: preflight ? 'preflight' : 'response',
    hop,
    url,
    status: null,
    redirectTo: null,
  };
}
