import { asciiLowercase } from '../cors/http.ts';
import type { HeaderLine, HeaderList } from '../cors/types.ts';
import { isBrowserOrigin } from '../policy/originLiteral.ts';

/** What stands in place of a secret. */
export const REDACTED = 'redacted';

const secretHeaders = new Set(['authorization', 'cookie', 'proxy-authorization', 'set-cookie']);

/** Words in the name of a header or of a query parameter whose value is likely a secret. */
const secretWord =
  /(^|[^a-z])(token|secret|password|passwd|pwd|passphrase|api-?key|apikey|access-?key|private-?key|key|auth|authorization|session|sessionid|sid|jwt|bearer|credential|credentials|signature|sig|csrf|xsrf|code|otp)([^a-z]|$)/;

/** Values that are a secret by their looks, whatever they are called: a JWT, and tokens with the prefixes of large services. */
const secretValue =
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*|\b(?:gh[opsur]_|github_pat_|glpat-|xox[abprs]-|sk-|sk_live_|rk_live_|AKIA|AIza)[\w-]{12,}/g;

/** Header lines without their secrets: Authorization keeps its scheme, Cookie its names, Set-Cookie names and attributes. */
export function redactHeaders(headers: HeaderList): HeaderList {
  return headers.map(redactLine);
}

function redactLine([name, value]: HeaderLine): HeaderLine {
  const lower = asciiLowercase(name);
  // Servers that answer with a whole URL may quote a secret in it. What can match stays, and the verdict with it.
  if (lower === 'access-control-allow-origin' && !isBrowserOrigin(value)) return [name, redactUrl(value)];
  if (lower.startsWith('access-control-') || lower === 'origin') return [name, value];
  switch (lower) {
    case 'authorization':
    case 'proxy-authorization':
      return [name, value.replace(/^(\S+)\s.*$|^.*$/s, (_, scheme?: string) => join(scheme))];
    case 'cookie':
      return [name, value.split(';').map(redactPair).join(';')];
    case 'set-cookie':
      return [name, value.replace(/^[^;]*/, redactPair)];
    case 'referer':
    case 'location':
    case 'content-location':
      return [name, redactUrl(value)];
    default:
      return [name, isSecretName(lower) ? REDACTED : redactText(value)];
  }
}

function join(scheme?: string): string {
  return scheme === undefined ? REDACTED : `${scheme} ${REDACTED}`;
}

function redactPair(pair: string): string {
  const at = pair.indexOf('=');
  return at < 0 ? REDACTED : `${pair.slice(0, at)}=${REDACTED}`;
}

/** True for the name of a header or query parameter that likely carries a secret. `name` in lower case. */
export function isSecretName(name: string): boolean {
  return secretHeaders.has(name) || secretWord.test(name.replace(/_/g, '-'));
}

/** A URL, absolute or not, without passwords and without the values of token-like query and fragment parameters. */
export function redactUrl(url: string): string {
  return redactText(
    url
      .replace(
        // Without a name and a password there is nothing to hide, and nothing that browsers would refuse.
        /^([a-z][a-z0-9+.-]*:)?\/\/(?!:?@)[^/?#]*@/i,
        (start) => `${start.slice(0, start.indexOf('//'))}//${REDACTED}@`,
      )
      .replace(/([?&#])([^=&#]+)=([^&#]*)/g, (whole, separator: string, name: string) =>
        isSecretName(readable(name)) ? `${separator}${name}=${REDACTED}` : whole,
      ),
  );
}

/** A query parameter's name as people read it: percent-decoded, camelCase taken apart, in lower case. */
function readable(name: string): string {
  return name
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

/** Any text without the tokens that can be told by their looks. */
export function redactText(text: string): string {
  return text.replace(secretValue, REDACTED);
}
