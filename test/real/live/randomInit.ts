import type { Random } from '../../oracle/random.ts';
import type { Init } from './chromium.ts';

const methods = ['GET', 'GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'put', 'QUERY', 'X-Own'] as const;
const names = [
  'Accept',
  'Accept-Language',
  'Content-Language',
  'Content-Type',
  'Authorization',
  'Range',
  'X-CSRF-Token',
  'Cache-Control',
  'DPR',
  'X-Requested-With',
  'traceparent',
  'If-None-Match',
  'Priority',
  'x-a',
  'X-Trace-Id',
] as const;
const values = [
  '1',
  'text/plain',
  'application/json',
  'bytes=0-9',
  '*/*',
  'de, en;q=0.5',
  'a  b',
  '"quoted"',
  '(x)',
] as const;

/** How a page calls `fetch`: any method, headers, credentials mode and text body that changes what goes over the wire. */
export function randomInit(random: Random): Init {
  const method = random.pick(methods);
  const headers: Record<string, string> = {};
  for (let left = random.below(6); left > 0; left--) headers[random.pick(names)] = random.pick(values);
  return {
    method,
    headers,
    credentials: random.pick(['omit', 'same-origin', 'include'] as const),
    ...(method !== 'GET' && random.chance(0.5)
      ? { body: random.pick(['', 'x', '{"a":1}', 'ä'] as const) }
      : {}),
  };
}

/** How many requests the tests of the wire compare, and from which seed: PREFLIGHT_WIRE=1000 PREFLIGHT_SEED=7 npm test -- real. */
export const wireRequests = Number(process.env['PREFLIGHT_WIRE'] ?? 60);
export const wireSeed = Number(process.env['PREFLIGHT_SEED'] ?? 20261123);
