import { asciiLowercase } from '../cors/http.ts';
import { corsCheck } from '../cors/corsCheck.ts';
import { corsExposed } from '../cors/exposure.ts';
import { extractTokens, get } from '../cors/headerList.ts';
import { combine } from '../cors/requestHeaders.ts';
import { isSimpleRange } from '../cors/range.ts';
import { webkitCache } from './cache.ts';
import { planPreflight, type Carried } from '../cors/plan.ts';
import {
  allowHeadersParse,
  allowMethodsParse,
  allowOriginCheck,
  statusCheck,
} from '../cors/preflightCheck.ts';
import {
  bodyCheck,
  countCheck,
  credentialsCheck,
  locationCheck,
  redirectedMethod,
  redirectModeCheck,
  schemeCheck,
  type Location,
  type RedirectCheck,
  type RedirectStep,
} from '../cors/redirect.ts';
import { unsafeHeaders, whyUnsafe } from '../cors/safelist.ts';
import type { HeaderList, PreflightPlan, Reason, RedirectMode, UnsafeHeader } from '../cors/types.ts';
import { standard, type HopWithoutOrigin, type UserAgent } from '../cors/userAgent.ts';
import { headersWithWildcard, methodWithoutFlag } from './shared.ts';

const LARGEST_POSITION = 2n ** 64n - 1n;

/** The unit of a range may have any case, and its start a sign. */
function why(name: string, value: string): UnsafeHeader | null {
  if (name !== 'range') return whyUnsafe(name, value);
  return isSimpleRange(asciiLowercase(value).replace(/^bytes=\+/, 'bytes='), LARGEST_POSITION)
    ? null
    : 'range';
}

/** Several Location lines are one, joined. An empty one leads nowhere, or is none at all where redirects are errors. */
function location(headers: HeaderList, mode: RedirectMode): Location | null {
  const value = get(headers, 'location');
  return value === null || (value === '' && mode === 'error') ? null : { value, valid: value !== '' };
}

/** FTP is refused before CORS looks at the redirect. */
function brokenRedirect({ location: target }: RedirectStep): Reason | null {
  return target?.protocol === 'ftp:' ? { kind: 'redirect-to-other-scheme', location: target.href } : null;
}

/** With credentials `*` exposes nothing but, oddly, Accept. */
function exposed(headers: HeaderList, include: boolean): readonly string[] {
  const names = corsExposed(headers, include);
  const listed = extractTokens(headers, 'access-control-expose-headers')?.values ?? [];
  const accept =
    include && listed.includes('*') && get(headers, 'accept') !== null && !names.includes('accept');
  return accept ? ['accept', ...names].sort() : names;
}

/**
 * Checked once more in the page's process, when the preflight of the next hop has passed: there a fetch that began at the page's
 * own origin counts as one with credentials, unless they are omitted.
 */
function lateRedirectCheck(redirect: RedirectStep): Reason | null {
  const { tainting, headers, sentOrigin, fromPage, request } = redirect;
  const include = request.credentials === 'include' || (request.credentials === 'same-origin' && fromPage);
  const reason = tainting === 'cors' ? corsCheck(headers, sentOrigin, include) : null;
  return reason ?? credentialsCheck.check(redirect);
}

/** The first check, where a redirect away from the page's own origin is not looked at for a user name. */
const credentialsOfCors: RedirectCheck = {
  ...credentialsCheck,
  check: (redirect) => (redirect.tainting === 'cors' ? credentialsCheck.check(redirect) : null),
};

/**
 * Once a preflight was needed every further hop gets one, and always for the headers as the page set them, also those that a
 * redirect dropped. Lines of one name are one.
 */
function plan(carried: Carried): PreflightPlan {
  const unsafe = unsafeHeaders(combine(carried.originalHeaders), why, Infinity);
  const planned = planPreflight(carried, unsafe);
  return carried.preflighted
    ? { ...planned, needed: true, method: carried.method, headers: unsafe.names }
    : planned;
}

/** An Origin header that went out once is repeated, until a no-cors request changes origin. */
function repeatsOrigin({ sent, tainting, change }: HopWithoutOrigin): boolean {
  if (tainting === 'opaque' && change?.crossOrigin === true) return false;
  return (sent.at(-1)?.origin ?? null) !== null;
}

export const webkit: UserAgent = {
  ...standard,
  plan,
  preflightsEmptyUploads: true,
  addsOrigin: repeatsOrigin,
  brokenRedirect,
  exposed,
  cache: webkitCache,
  location,
  /** WebKitGTK's network layer makes a GET of a DELETE that crosses origins. */
  redirectedMethod: (status, method, crossOrigin) =>
    crossOrigin && method === 'DELETE' ? 'GET' : redirectedMethod(status, method),
  actsWithoutLocation: ['manual'],
  lateRedirectCheck,
  redirectChecks: [redirectModeCheck, locationCheck, schemeCheck, countCheck, credentialsOfCors, bodyCheck],
  preflightChecks: [
    statusCheck,
    allowOriginCheck,
    allowMethodsParse,
    allowHeadersParse,
    methodWithoutFlag,
    headersWithWildcard,
  ],
};
