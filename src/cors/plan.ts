import { isSafelistedMethod } from './method.ts';
import { prepare } from './prepare.ts';
import { isHttpScheme, sameOrigin } from './origin.ts';
import { unsafeHeaders, type UnsafeHeaders } from './safelist.ts';
import type { RedirectChange } from './redirect.ts';
import type { CorsRequest, HeaderList, PreflightPlan, PreflightReason } from './types.ts';

/** What decides about a preflight, on any hop. */
export interface Carried {
  readonly method: string;
  readonly headers: HeaderList;
  readonly body: boolean | 'stream';
  readonly uploadListener: boolean;
  /** As before any redirect. */
  readonly originalHeaders: HeaderList;
  /** What the redirect to this hop changed; null on the first. */
  readonly change: RedirectChange | null;
  /** An earlier hop needed a preflight. */
  readonly preflighted: boolean;
}

export const noPreflight: PreflightPlan = { needed: false, reasons: [], method: null, headers: [] };

/**
 * The preflight that the request's first URL needs, cache aside. No preflight for a same-origin or no-cors request, nor for one
 * that is refused before it is sent.
 */
export function plan(request: CorsRequest): PreflightPlan {
  const prepared = prepare(request).request;
  if (prepared === null || request.mode !== 'cors' || !isHttpScheme(prepared.url)) return noPreflight;
  if (sameOrigin(prepared.url.origin, prepared.origin)) return noPreflight;
  const uploadListener = prepared.uploadListener && prepared.body !== false;
  return planPreflight({
    ...prepared,
    uploadListener,
    preflighted: false,
    change: null,

    originalHeaders: prepared.headers,
  });
}

/** The preflight of a request that is known to be a CORS request. */
export function planPreflight(
  carried: Carried,
  unsafe: UnsafeHeaders = unsafeHeaders(carried.headers),
): PreflightPlan {
  const { method, body, uploadListener } = carried;
  const reasons: PreflightReason[] = [];
  if (!isSafelistedMethod(method)) reasons.push({ kind: 'method', method });
  reasons.push(...unsafe.reasons);
  if (body === 'stream') reasons.push({ kind: 'stream-body' });
  if (uploadListener) reasons.push({ kind: 'upload-listener' });
  return reasons.length === 0 ? noPreflight : { needed: true, reasons, method, headers: unsafe.names };
}
