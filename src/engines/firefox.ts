import { isSimpleRange } from '../cors/range.ts';
import { get, lines } from '../cors/headerList.ts';
import { planPreflight, type Carried } from '../cors/plan.ts';
import {
  allowHeadersParse,
  allowMethodsParse,
  allowOriginCheck,
  statusCheck,
  type PreflightCheck,
} from '../cors/preflightCheck.ts';
import { unsafeHeaders, whyUnsafe } from '../cors/safelist.ts';
import { schemeCheck } from '../cors/redirect.ts';
import { sameOrigin } from '../cors/origin.ts';
import { firefoxCache } from './cache.ts';
import type { HeaderList, PreflightPlan, Reason, UnsafeHeader } from '../cors/types.ts';
import { standard, type UserAgent } from '../cors/userAgent.ts';
import {
  brokenPreflightRedirect,
  brokenRedirect,
  equalLocations,
  headersWithWildcard,
  methodWithoutFlag,
  redirectedPreflight,
} from './shared.ts';

/**
 * nsCORSListenerProxy::CheckRequestApproved: two field lines first, then missing, wildcard, mismatch, credentials. Lines count as
 * two only when their names are written like this: with lower-case names, as in HTTP/2, they are one value that does not match.
 */
export function corsCheck(headers: HeaderList, origin: string, include: boolean): Reason | null {
  const values = lines(headers, 'access-control-allow-origin');
  const value = values.join(', ');
  const written = headers.filter(([name]) => name === 'Access-Control-Allow-Origin');
  if (written.length > 1) return { kind: 'multiple-allow-origin', value, lines: values.length, origin };
  if (values.length === 0) return { kind: 'missing-allow-origin', origin };
  if (value === '*') return include ? { kind: 'wildcard-with-credentials', origin } : null;
  if (value !== origin) return { kind: 'allow-origin-mismatch', value, origin };
  if (!include) return null;
  const credentials = get(headers, 'access-control-allow-credentials');
  return credentials === 'true' ? null : { kind: 'allow-credentials-not-true', value: credentials, origin };
}

const LARGEST_POSITION = 2n ** 64n - 1n;

/** Bytes from 0x80 on are unsafe, and so is a comma in Content-Type. */
function why(name: string, value: string): UnsafeHeader | null {
  if (name === 'range' && !isSimpleRange(value, LARGEST_POSITION)) return 'range';
  const because = whyUnsafe(name, value);
  if (because !== null) return because;
  if ((name === 'accept' || name === 'content-type') && /[^\x00-\x7f]/.test(value)) return 'byte';
  return name === 'content-type' && value.includes(',') ? 'media-type' : null;
}

/** Also after redirects, a preflight to the page's own origin is not checked. */
const allowOrigin: PreflightCheck = {
  ...allowOriginCheck,
  check: ({ headers, origin, include, url }) =>
    sameOrigin(new URL(url).origin, origin) ? null : corsCheck(headers, origin, include),
};

/** With redirect mode manual a redirected preflight is only one whose status is not ok. */
function unlessManual(check: PreflightCheck): PreflightCheck {
  return {
    ...check,
    check: (preflight) => (preflight.redirectMode === 'manual' ? null : check.check(preflight)),
  };
}

/** Once a preflight was needed, every further hop gets one. Several lines of one name are named several times. */
function plan(carried: Carried): PreflightPlan {
  const unsafe = unsafeHeaders(carried.headers, why);
  const names = unsafe.reasons.flatMap((reason) => (reason.kind === 'header' ? [reason.name] : []));
  const planned = planPreflight(carried, {
    ...unsafe,
    names: names.length > 0 ? names.sort() : unsafe.names,
  });
  return planned.needed || !carried.preflighted
    ? planned
    : { ...planned, needed: true, method: carried.method };
}

export const firefox: UserAgent = {
  ...standard,
  plan,
  preflightsEmptyUploads: true,
  preflightKeepsOrigin: true,
  location: equalLocations,
  brokenRedirect: (redirect) => brokenRedirect(redirect) ?? schemeCheck.check(redirect),
  corsCheck,
  preflightChecks: [
    unlessManual(brokenPreflightRedirect(equalLocations)),
    allowOrigin,
    unlessManual(redirectedPreflight(equalLocations)),
    statusCheck,
    allowMethodsParse,
    methodWithoutFlag,
    allowHeadersParse,
    headersWithWildcard,
  ],
  cache: firefoxCache,
};
