import { isHttpScheme, parseUrl } from '../cors/origin.ts';

const loopback = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\])(?=[:/?#]|$)/i;
const hostLike = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?(?=[/?#]|$)/i;

/**
 * A whole http address, or null. One without a scheme gets http for this machine and https for names with a dot, as people
 * write them.
 */
export function readUrl(text: string): string | null {
  const bare = text.replace(/^<|>$/g, '').trim();
  if (bare === '' || /\s/.test(bare)) return null;
  if (/^https?:\/\//i.test(bare)) return httpUrl(bare);
  if (loopback.test(bare)) return httpUrl(`http://${bare}`);
  if (hostLike.test(bare)) return httpUrl(`https://${bare}`);
  return null;
}

function httpUrl(text: string): string | null {
  const url = parseUrl(text);
  return url !== null && isHttpScheme(url) && url.hostname !== '' ? text : null;
}
