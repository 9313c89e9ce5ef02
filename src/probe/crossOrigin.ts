import { sameOrigin, serialiseOrigin } from '../cors/origin.ts';
import type { CorsRequest } from '../cors/types.ts';
import type { ProbeExchange } from './types.ts';

/** The exchanges to which CORS applies: from the first one with another origin than the page's on. */
export function crossOriginPart(
  { origin }: CorsRequest,
  sent: readonly ProbeExchange[],
): readonly ProbeExchange[] {
  const page = serialiseOrigin(origin) ?? origin;
  const first = sent.findIndex(({ send }) => !sameOrigin(page, new URL(send.url).origin));
  return first < 0 ? [] : sent.slice(first);
}
