import type { HeaderLine } from '../cors/types.ts';
import type { AnsweredHeader, Answers, PolicyRequest, PolicyResponse } from './types.ts';

/**
 * What the server would answer to `request`.
 * In: a policy as a stack's `read` returns it, or a place of one. Out: status, header lines, lost headers, and what stays unknown. Never throws.
 */
export function respond(policy: Answers, request: PolicyRequest): PolicyResponse {
  return policy.answer(request);
}

/** The lines of one header, in the order in which they are sent; `name` in any case. */
export function linesOf(response: PolicyResponse, name: string): readonly AnsweredHeader[] {
  const wanted = name.toLowerCase();
  return response.headers.filter((line) => line.name.toLowerCase() === wanted);
}

/** True when the source does not tell what the response says about `name` (a header, or 'status'). */
export function isUnknown(response: PolicyResponse, name: string): boolean {
  const wanted = name.toLowerCase();
  return response.unknown.some((part) => part.about.toLowerCase() === wanted);
}

/** The response as a plain header list, for the judge. */
export function headerList(response: PolicyResponse): readonly HeaderLine[] {
  return response.headers.map(({ name, value }) => [name, value] as const);
}
