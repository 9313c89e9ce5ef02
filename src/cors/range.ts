/**
 * "Parse a single range header value" without whitespace allowed, and with a start: `bytes=0-`, `bytes=0-9`. False for a suffix
 * range, a list, or an end before the start.
 */
export function isSimpleRange(value: string): boolean {
  const match = /^bytes=([0-9]+)-([0-9]*)$/.exec(value);
  if (match === null) return false;
  const [, start = '', end = ''] = match;
  return end === '' || BigInt(start) <= BigInt(end);
}
