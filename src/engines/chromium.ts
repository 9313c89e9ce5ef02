import { planPreflight } from '../cors/plan.ts';
import {
  allowHeadersParse,
  allowMethodsParse,
  allowOriginCheck,
  methodCheck,
  statusCheck,
} from '../cors/preflightCheck.ts';
import { unsafeHeaders, whyUnsafe } from '../cors/safelist.ts';
import type { HeaderLine, HeaderList, UnsafeHeader } from '../cors/types.ts';
import { standard, type UserAgent } from '../cors/userAgent.ts';
import { asciiLowercase } from '../cors/http.ts';
import { headersWithWildcard, redirectedPreflight } from './shared.ts';

/** Client hints and the like that network::cors lets through without a preflight. */
const hints = new Set([
  'device-memory',
  'downlink',
  'dpr',
  'ect',
  'intervention',
  'rtt',
  'viewport-width',
  'width',
]);

function why(name: string, value: string): UnsafeHeader | null {
  if (hints.has(name)) return value.length > 128 ? 'too-long' : null;
  if (name === 'save-data') return asciiLowercase(value) === 'on' ? null : 'byte';
  return whyUnsafe(name, value);
}

/** blink::HTTPHeaderMap: lines of one name become one, and User-Agent is the browser's own. */
export function combined(headers: HeaderList): HeaderList {
  const list: HeaderLine[] = [];
  for (const [name, value] of headers) {
    const lower = asciiLowercase(name);
    if (lower === 'user-agent') continue;
    const at = list.findIndex(([other]) => asciiLowercase(other) === lower);
    const before = list[at];
    if (before === undefined) list.push([name, value]);
    else list[at] = [before[0], `${before[1]}, ${value}`];
  }
  return list;
}

export const chromium: UserAgent = {
  ...standard,
  plan: (carried) => planPreflight(carried, unsafeHeaders(combined(carried.headers), why)),
  preflightChecks: [
    redirectedPreflight,
    allowOriginCheck,
    statusCheck,
    allowMethodsParse,
    allowHeadersParse,
    methodCheck,
    headersWithWildcard,
  ],
};
