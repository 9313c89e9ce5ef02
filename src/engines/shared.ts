import { parseUrl } from '../cors/origin.ts';
import { isRedirectStatus, resolveLocation, type Location, type RedirectStep } from '../cors/redirect.ts';
import { headersCheck, headersNotAllowed, methodCheck, type PreflightCheck } from '../cors/preflightCheck.ts';
import { lines } from '../cors/headerList.ts';
import type { HopWithoutOrigin } from '../cors/userAgent.ts';
import type { HeaderList, Reason } from '../cors/types.ts';

type LocationOf = (headers: HeaderList) => Location | null;

/** Location lines that say the same count once. */
export function equalLocations(headers: HeaderList): Location | null {
  const values = new Set(lines(headers, 'location'));
  const [value] = values;
  return value === undefined ? null : { value, valid: values.size === 1 };
}

/** A fragment that is empty is not handed on. */
export function resolveWithFragment(value: string, from: URL): URL | null {
  if (from.hash !== '') return resolveLocation(value, from);
  return parseUrl(value, from);
}

/** A preflight that answers with a redirect: Chromium and Firefox tell it apart from any other status that is not ok. */
export function redirectedPreflight(locationOf: LocationOf): PreflightCheck {
  return {
    step: 'preflight-status',
    section: 'cors-preflight-fetch',
    header: 'Location',
    check: ({ status, headers }) => {
      const location = isRedirectStatus(status) ? locationOf(headers) : null;
      return location === null ? null : { kind: 'preflight-redirect', status, location: location.value };
    },
  };
}

/** A preflight that answers with a redirect to no URL: it fails on the way, before CORS looks at it. */
export function brokenPreflightRedirect(locationOf: LocationOf): PreflightCheck {
  return {
    step: 'preflight-status',
    section: 'cors-preflight-fetch',
    header: 'Location',
    check: ({ status, headers, url }) => {
      const location = isRedirectStatus(status) ? locationOf(headers) : null;
      if (location === null || (location.valid && URL.canParse(location.value, url))) return null;
      return { kind: 'redirect-location-invalid', location: location.value };
    },
  };
}

/** The same for any other request. */
export function brokenRedirect({ location, value }: RedirectStep): Reason | null {
  return location === null ? { kind: 'redirect-location-invalid', location: value } : null;
}

/** A no-cors request with credentials from an opaque origin. */
export function isOpaqueWithCredentials({ request, origin }: HopWithoutOrigin): boolean {
  return origin === 'null' && request.mode === 'no-cors' && request.credentials === 'include';
}

/** No engine leaves Authorization out of what `*` covers, though the standard does. */
export const headersWithWildcard: PreflightCheck = {
  ...headersCheck,
  check: (preflight) => headersNotAllowed(preflight, () => false),
};

/** Without Access-Control-Allow-Methods nothing is allowed in any engine, upload listener or not. */
export const methodWithoutFlag: PreflightCheck = {
  ...methodCheck,
  check: (preflight) => methodCheck.check({ ...preflight, flag: false }),
};

/** The byte string read as UTF-8. */
export function decodeUtf8(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}
