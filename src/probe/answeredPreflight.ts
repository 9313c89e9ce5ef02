import { get } from '../cors/headerList.ts';
import type { AnsweredPreflight } from '../cors/preflightCheck.ts';
import type { CorsRequest, Send } from '../cors/types.ts';
import type { WireResponse } from './types.ts';

/** What a preflight asked for, and what it was answered, in the terms of the judge's checks. */
export function answeredPreflight(
  request: CorsRequest,
  send: Send,
  { status, headers }: WireResponse,
): AnsweredPreflight {
  return {
    url: send.url,
    status,
    headers,
    origin: send.origin ?? request.origin,
    pageOrigin: request.origin,
    include: request.credentials === 'include',
    redirectMode: request.redirect,
    ...askedIn(send),
    flag: false,
  };
}

/** The method and the header names that a preflight asks for. */
export function askedIn(send: Send): { readonly method: string; readonly names: readonly string[] } {
  const names = get(send.headers, 'access-control-request-headers') ?? '';
  return {
    method: get(send.headers, 'access-control-request-method') ?? 'GET',
    names: names.split(',').filter((name) => name !== ''),
  };
}
