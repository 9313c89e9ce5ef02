import type { End, FetchState } from './fetchState.ts';
import { isHttpScheme, sameOrigin } from './origin.ts';
import { badPort } from './ports.ts';
import type { Reason } from './types.ts';

/** "Main fetch" up to the choice of response tainting; runs again after each redirect. */
export function dispatch(fetch: FetchState): End | null {
  const reason = choose(fetch);
  fetch.note('dispatch', reason === null ? 'ok' : 'failed', 'main-fetch');
  return reason === null ? null : fetch.fail(reason, fetch.hop === 0 ? 'request' : 'redirect', null);
}

function choose(fetch: FetchState): Reason | null {
  const { url, origin, tainting } = fetch;
  const { mode, redirect } = fetch.exchange.request;
  const port = badPort(url);
  if (port !== null) return { kind: 'port-blocked', port };
  if (sameOrigin(url.origin, origin) && tainting === 'basic') return null;
  if (mode === 'same-origin') return { kind: 'cross-origin-disallowed-by-mode', origin };
  if (mode === 'no-cors') {
    if (redirect !== 'follow') return { kind: 'request-refused', what: 'no-cors-redirect', value: redirect };
    fetch.tainting = 'opaque';
    return null;
  }
  if (!isHttpScheme(url)) return { kind: 'scheme-not-supported', scheme: url.protocol.slice(0, -1) };
  fetch.tainting = 'cors';
  return null;
}
