/**
 * "Parse a single range header value" without whitespace allowed, and with a start: `bytes=0-`, `bytes=0-9`. False for a suffix
 * range, a list, or an end before the start. `limit` is the largest position that a user agent can hold; the standard has none.
 */
export function isSimpleRange(value: string, limit?: bigint): boolean {
  const match = /^bytes=([0-9]+)-([0-9]*)$/.exec(value);
  if (match === null) return false;
  const [, start = '', end = ''] = match;
  const last = BigInt(end === '' ? start : end);
  return BigInt(start) <= last && (limit === undefined || last <= limit);
}
