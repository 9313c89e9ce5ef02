import { asciiLowercase } from '../cors/http.ts';
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
import type { HeaderList, PreflightPlan, Reason, UnsafeHeader } from '../cors/types.ts';
import { standard, type UserAgent } from '../cors/userAgent.ts';
import { headersWithWildcard, methodWithoutFlag } from './shared.ts';

const LARGEST_POSITION = 2n ** 64n - 1n;

/** The unit of a range may have any case, and its start a sign. */
function why(name: string, value: string): UnsafeHeader | null {
  if (name !== 'range') return whyUnsafe(name, value);
  return isSimpleRange(asciiLowercase(value).replace(/^bytes=\+/, 'bytes='), LARGEST_POSITION)
    ? null
    : 'range';
}

/** Several Location lines are one, joined. An empty one is none in a CORS fetch, and an error in any other. */
function location(headers: HeaderList, cors: boolean): Location | null {
  const value = get(headers, 'location');
  return value === null || (value === '' && cors) ? null : { value, valid: value !== '' };
}

/** What is no HTTP(S) URL is refused before anything else is looked at. */
function brokenRedirect(redirect: RedirectStep): Reason | null {
  return locationCheck.check(redirect) ?? schemeCheck.check(redirect);
}

/** With credentials `*` exposes nothing but, oddly, Accept. */
function exposed(headers: HeaderList, include: boolean): readonly string[] {
  const names = corsExposed(headers, include);
  const listed = extractTokens(headers, 'access-control-expose-headers')?.values ?? [];
  const accept =
    include && listed.includes('*') && get(headers, 'accept') !== null && !names.includes('accept');
  return accept ? ['accept', ...names].sort() : names;
}

/** A fetch that leaves the page's origin and needs a preflight starts anew there, without user name and password. */
const credentialsOfCors: RedirectCheck = {
  ...credentialsCheck,
  check: (redirect) => (redirect.cors || !redirect.preflighted ? credentialsCheck.check(redirect) : null),
};

/** Once a preflight was needed every further hop gets one, for the headers as the page set them. Lines of one name are one. */
function plan(carried: Carried): PreflightPlan {
  const planned = planPreflight(carried, unsafeHeaders(combine(carried.headers), why, Infinity));
  if (!carried.preflighted) return planned;
  const { names } = unsafeHeaders(combine(carried.originalHeaders), why, Infinity);
  return { ...planned, needed: true, method: carried.method, headers: names };
}

export const webkit: UserAgent = {
  ...standard,
  plan,
  preflightsEmptyUploads: true,
  repeatsOrigin: true,
  brokenRedirect,
  exposed,
  cache: webkitCache,
  location,
  /** WebKitGTK's network layer makes a GET of a DELETE that crosses origins. */
  redirectedMethod: (status, method, crossOrigin) =>
    crossOrigin && method === 'DELETE' ? 'GET' : redirectedMethod(status, method),
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
