import type { Answer } from '../cors/types.ts';
import type { ProbeExchange } from './types.ts';

/** What came back, in the terms of the judge. */
export function answerOf({ send: { url, preflight }, answer }: ProbeExchange): Answer {
  if (answer.response === null) return { url, preflight, error: answer.failure.kind };
  return { url, preflight, ...answer.response };
}
