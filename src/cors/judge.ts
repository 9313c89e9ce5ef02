import type { Exchange, Send, Verdict } from './types.ts';
import { standard, type UserAgent } from './userAgent.ts';
import { walk } from './walk.ts';

/** What the Fetch standard makes of a request and the answers to it. Never throws; the same input gives the same verdict. */
export function judge(exchange: Exchange, agent: UserAgent = standard): Verdict {
  return walk(exchange, agent).verdict;
}

export type Next =
  { readonly send: Send; readonly done: null } | { readonly send: null; readonly done: Verdict };

/**
 * What a browser sends next, given the answers so far: start with none, add the answer to each `send`, until `done`. Each hop of a
 * redirect may need a preflight of its own.
 */
export function next(exchange: Exchange, agent: UserAgent = standard): Next {
  const { send, verdict } = walk(exchange, agent);
  return send === null ? { send: null, done: verdict } : { send, done: null };
}
