import { isSafelistedMethod } from '../cors/method.ts';
import type { Cause, CorsRequest, HeaderLine, HeaderList, Send } from '../cors/types.ts';
import { agentOf } from '../engines/index.ts';
import { answeredPreflight, askedIn } from './answeredPreflight.ts';
import type { Blame, ProbeExchange } from './types.ts';

/** More headers than that are not asked about one by one. */
const MAX_HEADERS = 10;

/**
 * Finds out which part of a preflight a server refuses that answers a refusal without CORS headers: smaller preflights ask about the
 * origin alone, the method alone and each header alone. In: the fetch, why its preflight failed, what that preflight was, and how to
 * send another. Out: null where the answer itself told already, or where there is no part to leave out.
 */
export async function blame(
  request: CorsRequest,
  cause: Cause,
  failed: Send,
  send: (send: Send) => Promise<ProbeExchange>,
): Promise<Blame | null> {
  const parts = partsOf(cause, failed);
  if (parts === null) return null;
  const sent: ProbeExchange[] = [];
  const isRefused = async (method: string, names: readonly string[]): Promise<boolean> => {
    const exchange = await send({ ...failed, headers: asking(method, names) });
    sent.push(exchange);
    const { response } = exchange.answer;
    if (response === null) throw new Unanswered();
    const answered = answeredPreflight(request, exchange.send, response);
    return agentOf('chromium').preflightChecks.some(({ check }) => check(answered) !== null);
  };
  try {
    if (await isRefused('GET', [])) return { refused: 'everything', method: null, headers: [], sent };
    const method = parts.method !== null && (await isRefused(parts.method, [])) ? parts.method : null;
    const headers: string[] = [];
    for (const name of parts.names) if (await isRefused('GET', [name])) headers.push(name);
    return {
      refused: method === null && headers.length === 0 ? 'combination' : 'parts',
      method,
      headers,
      sent,
    };
  } catch (error) {
    if (error instanceof Unanswered) return null;
    throw error;
  }
}

function asking(method: string, names: readonly string[]): HeaderList {
  const asked: HeaderLine = ['Access-Control-Request-Method', method];
  return names.length === 0 ? [asked] : [asked, ['Access-Control-Request-Headers', names.join(',')]];
}

/** One of the smaller preflights got no answer: then none of them proves anything. */
class Unanswered extends Error {}

interface Parts {
  /** Null for one that needs no listing. */
  readonly method: string | null;
  /** Lower-case. */
  readonly names: readonly string[];
}

function partsOf(cause: Cause, failed: Send): Parts | null {
  if (cause.kind !== 'missing-allow-origin' && cause.kind !== 'preflight-status') return null;
  const { method: asked, names } = askedIn(failed);
  const method = isSafelistedMethod(asked) ? null : asked;
  return names.length > MAX_HEADERS || (method === null && names.length === 0) ? null : { method, names };
}
