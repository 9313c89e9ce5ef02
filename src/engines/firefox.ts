import { standardCache } from '../cors/cache.ts';
import { get, lines } from '../cors/headerList.ts';
import { planPreflight } from '../cors/plan.ts';
import {
  allowHeadersParse,
  allowMethodsParse,
  allowOriginCheck,
  methodCheck,
  statusCheck,
  type PreflightCheck,
} from '../cors/preflightCheck.ts';
import { unsafeHeaders, whyUnsafe } from '../cors/safelist.ts';
import type { HeaderList, Reason, UnsafeHeader } from '../cors/types.ts';
import { standard, type UserAgent } from '../cors/userAgent.ts';
import { headersWithWildcard, redirectedPreflight } from './shared.ts';

/** nsCORSListenerProxy::CheckRequestApproved: two field lines first, then missing, wildcard, mismatch, credentials. */
export function corsCheck(headers: HeaderList, origin: string, include: boolean): Reason | null {
  const values = lines(headers, 'access-control-allow-origin');
  const value = values.join(', ');
  if (values.length > 1) return { kind: 'multiple-allow-origin', value, lines: values.length, origin };
  if (values.length === 0) return { kind: 'missing-allow-origin', origin };
  if (value === '*') return include ? { kind: 'wildcard-with-credentials', origin } : null;
  if (value !== origin) return { kind: 'allow-origin-mismatch', value, origin };
  if (!include) return null;
  const credentials = get(headers, 'access-control-allow-credentials');
  return credentials === 'true' ? null : { kind: 'allow-credentials-not-true', value: credentials, origin };
}

/** Bytes from 0x80 on are unsafe, and so is a comma in Content-Type. */
function why(name: string, value: string): UnsafeHeader | null {
  const because = whyUnsafe(name, value);
  if (because !== null) return because;
  if ((name === 'accept' || name === 'content-type') && /[^\x00-\x7f]/.test(value)) return 'byte';
  return name === 'content-type' && value.includes(',') ? 'media-type' : null;
}

const allowOrigin: PreflightCheck = {
  ...allowOriginCheck,
  check: ({ headers, origin, include }) => corsCheck(headers, origin, include),
};

export const firefox: UserAgent = {
  ...standard,
  plan: (carried) => planPreflight(carried, unsafeHeaders(carried.headers, why)),
  corsCheck,
  preflightChecks: [
    allowOrigin,
    redirectedPreflight,
    statusCheck,
    allowMethodsParse,
    methodCheck,
    allowHeadersParse,
    headersWithWildcard,
  ],
  cache: standardCache,
};
