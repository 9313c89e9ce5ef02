import { locationOf, isRedirectStatus } from '../cors/redirect.ts';
import { headersCheck, headersNotAllowed, type PreflightCheck } from '../cors/preflightCheck.ts';

/** A preflight that answers with a redirect: Chromium and Firefox tell it apart from any other status that is not ok. */
export const redirectedPreflight: PreflightCheck = {
  step: 'preflight-status',
  section: 'cors-preflight-fetch',
  header: 'Location',
  check: ({ status, headers }) => {
    const location = isRedirectStatus(status) ? locationOf(headers) : null;
    return location === null ? null : { kind: 'preflight-redirect', status, location: location.value };
  },
};

/** No engine leaves Authorization out of what `*` covers, though the standard does. */
export const headersWithWildcard: PreflightCheck = {
  ...headersCheck,
  check: (preflight) => headersNotAllowed(preflight, () => false),
};
