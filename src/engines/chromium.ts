import { planPreflight } from '../cors/plan.ts';
import {
  allowHeadersParse,
  allowMethodsParse,
  allowOriginCheck,
  statusCheck,
  type PreflightCheck,
} from '../cors/preflightCheck.ts';
import { unsafeHeaders, whyUnsafe } from '../cors/safelist.ts';
import { combine } from '../cors/requestHeaders.ts';
import { isSimpleRange } from '../cors/range.ts';
import { corsCheck } from '../cors/corsCheck.ts';
import { isKeptOut, type LocalNetworkCheck } from '../cors/localNetwork.ts';
import { parseUrl } from '../cors/origin.ts';
import { chromiumCache } from './cache.ts';
import {
  bodyCheck,
  countCheck,
  credentialsCheck,
  locationCheck,
  redirectedHeaders,
  redirectModeCheck,
  schemeCheck,
  type Location,
  type RedirectChange,
  type RedirectCheck,
} from '../cors/redirect.ts';
import type { HeaderList, Reason, UnsafeHeader } from '../cors/types.ts';
import { standard, type HopWithoutOrigin, type UserAgent } from '../cors/userAgent.ts';
import { asciiLowercase } from '../cors/http.ts';
import {
  brokenPreflightRedirect,
  brokenRedirect,
  decodeUtf8,
  equalLocations,
  headersWithWildcard,
  isOpaqueWithCredentials,
  methodWithoutFlag,
  redirectedPreflight,
  resolveWithFragment,
} from './shared.ts';

const int = /^[0-9]+$/;
const double = /^[0-9]+(\.[0-9]+)?$/;

/** Client hints and the like that network::cors lets through without a preflight, with the values that it takes. */
const hints: Readonly<Record<string, RegExp | undefined>> = {
  __proto__: null as never,
  'device-memory': double,
  downlink: double,
  dpr: double,
  ect: /^(slow-2g|2g|3g|4g)$/i,
  intervention: /^/,
  rtt: int,
  'save-data': /^on$/i,
  'viewport-width': int,
  width: int,
};

/** Positions are signed 64-bit numbers, of which the largest means unset. */
const LARGEST_POSITION = 2n ** 63n - 2n;

function why(name: string, value: string): UnsafeHeader | null {
  const hint = hints[name];
  if (name === 'range' && !isSimpleRange(value, LARGEST_POSITION)) return 'range';
  if (hint === undefined) return whyUnsafe(name, value);
  if (value.length > 128) return 'too-long';
  return hint.test(value) ? null : 'byte';
}

/** An empty Location is none. */
function location(headers: HeaderList): Location | null {
  const found = equalLocations(headers);
  return found === null || found.value === '' ? null : found;
}

/** The value is read as UTF-8 before it is parsed as a URL. */
function chromiumCorsCheck(headers: HeaderList, origin: string, include: boolean): Reason | null {
  const reason = corsCheck(headers, origin, include);
  if (reason?.kind !== 'allow-origin-mismatch') return reason;
  return parseUrl(decodeUtf8(reason.value)) === null && reason.value !== 'null'
    ? { ...reason, kind: 'invalid-allow-origin' }
    : reason;
}

const allowOrigin: PreflightCheck = {
  ...allowOriginCheck,
  check: ({ headers, origin, include }) => chromiumCorsCheck(headers, origin, include),
};

/** Old client hints survive a redirect only to the page's own origin. */
const clientHints = new Set(['device-memory', 'downlink', 'dpr', 'ect', 'rtt', 'viewport-width', 'width']);

/** What a page's headers become: lines of one name are one, and User-Agent is the browser's own. */
export function combined(headers: HeaderList): HeaderList {
  return combine(headers.filter(([name]) => asciiLowercase(name) !== 'user-agent'));
}

/** `fetch()` follows no redirect with a user name, in no mode and to no origin. */
const credentialsInFetch: RedirectCheck = {
  ...credentialsCheck,
  check: (redirect) =>
    credentialsCheck.check(
      redirect.request.initiator === 'fetch' ? { ...redirect, tainting: 'cors' } : redirect,
    ),
};

/** The names that Access-Control-Request-Headers lists for a page's headers. */
export function unsafeNames(headers: HeaderList): readonly string[] {
  return unsafeHeaders(combined(headers), why).names;
}

/** The headers that go on after a redirect. */
export function keptHeaders(headers: HeaderList, change: RedirectChange): HeaderList {
  const kept = redirectedHeaders(headers, change);
  return change.toPage ? kept : kept.filter(([name]) => !clientHints.has(asciiLowercase(name)));
}

function wasPost({ sent }: HopWithoutOrigin): boolean {
  return sent[0]?.method === 'POST';
}

/**
 * The wrong target first, of which preflights know nothing; then what keeps a page out of the local network. It holds for every mode,
 * before CORS looks at anything. Measured on Chromium 156.
 */
const localNetworkCheck: LocalNetworkCheck = ({ client, targetAddressSpace }, actual, preflight) => {
  const wanted = targetAddressSpace === 'private' ? 'local' : targetAddressSpace;
  if (!preflight && wanted !== undefined && wanted !== actual)
    return { kind: 'target-address-space-mismatch', wanted, actual };
  if (client === undefined || !isKeptOut(client, actual)) return null;
  if (!client.secureContext) return { kind: 'local-network-insecure', space: actual };
  return client.permission === 'granted' ? null : { kind: 'local-network-denied', space: actual };
};

export const chromium: UserAgent = {
  ...standard,
  redirectChecks: [locationCheck, countCheck, credentialsInFetch, redirectModeCheck, schemeCheck, bodyCheck],
  corsCheck: chromiumCorsCheck,
  location,
  resolveLocation: resolveWithFragment,
  actsWithoutLocation: ['manual'],
  taintsNoCors: true,
  addsOrigin: (hop) => isOpaqueWithCredentials(hop) && !wasPost(hop),
  // ERR_UNEXPECTED_PROXY_AUTH, in every mode and whatever headers come with it.
  statusCheck: (status) => (status === 407 ? { kind: 'unexpected-proxy-authentication' } : null),
  brokenRedirect: (redirect) => (redirect.value === '' ? null : brokenRedirect(redirect)),
  redirectedHeaders: keptHeaders,
  cache: chromiumCache,
  localNetworkCheck,
  plan: (carried) => planPreflight(carried, unsafeHeaders(combined(carried.headers), why)),
  preflightChecks: [
    brokenPreflightRedirect(location),
    redirectedPreflight(location),
    allowOrigin,
    statusCheck,
    allowMethodsParse,
    allowHeadersParse,
    methodWithoutFlag,
    headersWithWildcard,
  ],
};
