import type { End, FetchState } from './fetchState.ts';
import { isHttpScheme, sameOrigin } from './origin.ts';
import { badPort } from './ports.ts';
import type { Reason } from './types.ts';

/** "Main fetch" up to the choice of response tainting; runs again after each redirect. */
export function dispatch(fetch: FetchState): End | null {
  if (fetch.url.protocol === 'data:') return readData(fetch);
  const reason = choose(fetch);
  fetch.note('dispatch', reason === null ? 'ok' : 'failed', 'main-fetch');
  return reason === null ? null : fetch.fail(reason, fetch.hop === 0 ? 'request' : 'redirect', null);
}

/** "Scheme fetch" of a data: URL: nothing is sent, and the page may read it in every mode. Without a comma it holds no data. */
function readData(fetch: FetchState): End {
  const { url } = fetch;
  const holdsData = `${url.pathname}${url.search}`.includes(',');
  fetch.note('dispatch', holdsData ? 'ok' : 'failed', 'main-fetch');
  if (holdsData) return { kind: 'readable', exposed: ['content-type'] };
  return fetch.fail({ kind: 'request-refused', what: 'url', value: url.href }, 'request', null);
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
