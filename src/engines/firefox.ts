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
import { asciiLowercase } from '../cors/http.ts';
import { isNonWildcardName } from '../cors/requestHeaders.ts';
import { redirectedHeaders, type RedirectChange, type RedirectStep } from '../cors/redirect.ts';
import { isKeptOut, type LocalNetworkCheck } from '../cors/localNetwork.ts';
import { sameOrigin } from '../cors/origin.ts';
import { firefoxCache } from './cache.ts';
import type { HeaderList, PreflightPlan, Reason, UnsafeHeader } from '../cors/types.ts';
import { standard, type HopWithoutOrigin, type UserAgent } from '../cors/userAgent.ts';
import {
  brokenPreflightRedirect,
  brokenRedirect,
  equalLocations,
  headersWithWildcard,
  isOpaqueWithCredentials,
  methodWithoutFlag,
  redirectedPreflight,
  resolveWithFragment,
} from './shared.ts';

/**
 * nsCORSListenerProxy::CheckRequestApproved: two field lines first, then missing, wildcard, mismatch, credentials. Lines count as
 * two only when their names are written like this: with lower-case names, as in HTTP/2, they are one value.
 */
export function corsCheck(headers: HeaderList, origin: string, include: boolean): Reason | null {
  const values = lines(headers, 'access-control-allow-origin');
  const value = values.filter((part) => part !== '').join(', ');
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
  const because = whyUnsafe(name, name === 'content-type' ? withoutRest(value) : value);
  if (because !== null) return because;
  if (name === 'content-type' && !hasPlainParameters(value)) return 'media-type';
  if ((name === 'accept' || name === 'content-type') && /[^\x00-\x7f]/.test(value)) return 'byte';
  return name === 'content-type' && value.includes(',') ? 'media-type' : null;
}

/** Before parameters, a media type ends at the first space: `text/plain x;y` is `text/plain`. */
function withoutRest(value: string): string {
  const end = value.indexOf(';');
  return end < 0 ? value : value.slice(0, end).replace(/^([\t ]*[^\t ]*).*$/, '$1') + value.slice(end);
}

/** With more than one parameter none may be blank. */
function hasPlainParameters(value: string): boolean {
  const parameters = value.split(';').slice(1);
  return parameters.length < 2 || parameters.every((parameter) => parameter.trim() !== '');
}

/** Also after redirects, a preflight to the page's own origin is not checked. */
const allowOrigin: PreflightCheck = {
  ...allowOriginCheck,
  check: ({ headers, origin, include, url }) =>
    sameOrigin(new URL(url).origin, origin) ? null : corsCheck(headers, origin, include),
};

/** With any redirect mode but follow, a redirected preflight is only one whose status is not ok. */
function whenFollowing(check: PreflightCheck): PreflightCheck {
  return {
    ...check,
    check: (preflight) => (preflight.redirectMode === 'follow' ? check.check(preflight) : null),
  };
}

/** Schemes that are refused before CORS looks at the redirect. */
const refusedSchemes = new Set([
  'blob:',
  'chrome:',
  'data:',
  'file:',
  'javascript:',
  'moz-extension:',
  'resource:',
  'view-source:',
  'ws:',
  'wss:',
]);

function refusedRedirect(redirect: RedirectStep): Reason | null {
  const { location, headers } = redirect;
  if (equalLocations(headers)?.valid === false) return brokenRedirect(redirect);
  if (redirect.request.redirect !== 'follow') return null;
  if (location === null || !refusedSchemes.has(location.protocol)) return brokenRedirect(redirect);
  return { kind: 'redirect-to-other-scheme', location: location.href };
}

/**
 * A request whose headers, as the page set them, need a preflight gets one on every hop, and so does one that had one before. It
 * asks for the headers as the page set them, without those that the last redirect dropped; lines of one name are named several times.
 */
function plan(carried: Carried): PreflightPlan {
  const { originalHeaders, change } = carried;
  const headers = change === null ? originalHeaders : redirectedHeaders(originalHeaders, change);
  const unsafe = unsafeHeaders(headers, why);
  const named = unsafe.reasons.flatMap((reason) => (reason.kind === 'header' ? [reason.name] : []));
  const tooLong = unsafe.reasons.flatMap((reason) =>
    reason.kind === 'headers-too-long' ? reason.names : [],
  );
  const planned = planPreflight(carried, { ...unsafe, names: [...named, ...tooLong].sort() });
  const neededAtFirst = unsafeHeaders(originalHeaders, why).names.length > 0;
  const again = carried.preflighted || neededAtFirst;
  return planned.needed || !again ? planned : { ...planned, needed: true, method: carried.method };
}

/** Also on later hops, until one changes origin. */
function addsOrigin(hop: HopWithoutOrigin): boolean {
  if (!isOpaqueWithCredentials(hop)) return false;
  const before = hop.sent.at(-1);
  return before === undefined || (before.origin !== null && hop.change?.crossOrigin !== true);
}

/** Authorization is left out where a redirect changes origin, and comes back with the next that does not. */
function withAuthorization(headers: HeaderList, change: RedirectChange, original: HeaderList): HeaderList {
  const kept = redirectedHeaders(headers, change);
  if (change.crossOrigin) return kept;
  return original.filter((line) => kept.includes(line) || isNonWildcardName(asciiLowercase(line[0])));
}

/** Only the user's word counts: neither a secure context nor a target is asked for. */
const localNetworkCheck: LocalNetworkCheck = ({ client }, space) => {
  if (client === undefined || client.permission === 'granted' || !isKeptOut(client, space)) return null;
  return { kind: 'local-network-denied', space };
};

export const firefox: UserAgent = {
  ...standard,
  plan,
  preflightsEmptyUploads: true,
  preflightKeepsOrigin: true,
  addsOrigin,
  redirectedHeaders: withAuthorization,
  location: equalLocations,
  resolveLocation: resolveWithFragment,
  brokenRedirect: refusedRedirect,
  corsCheck,
  preflightChecks: [
    whenFollowing(brokenPreflightRedirect(equalLocations)),
    allowOrigin,
    whenFollowing(redirectedPreflight(equalLocations)),
    statusCheck,
    allowMethodsParse,
    methodWithoutFlag,
    allowHeadersParse,
    headersWithWildcard,
  ],
  cache: firefoxCache,
  localNetworkCheck,
};
