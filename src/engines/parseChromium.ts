import { initiatorOf } from './chromiumConsole.ts';
import {
  complete,
  readBeginning,
  type ConsoleMessage,
  type Found,
  type MessagePattern,
} from './parseTypes.ts';

const head =
  /Access to (.{1,40}?) at '(.*?)' (?:\(redirected from '(.*?)'\) )?from origin '(.*?)' has been blocked by CORS policy: /g;

/** Chrome up to 65: `XMLHttpRequest cannot load U. …` and `Failed to load U: …`, with the origin at the end. */
const oldHead =
  /(XMLHttpRequest cannot load|Fetch API cannot load|Failed to load) (\S+?)[.:] (?=No '|The '|The value|Respon|Request|Method|Redirect|Cross)/g;
const oldTail = /^.{0,120}?Origin '(.*?)' is therefore not allowed access\./;

const preflightPrefix = /^Response to preflight request doesn't pass access control check: /;

/** The texts after the prefix, of current and older versions. */
const texts: readonly MessagePattern[] = [
  {
    pattern: /^No 'Access-Control-Allow-Origin' header is present on the requested resource\./,
    read: () => ({ cause: 'missing-allow-origin' }),
  },
  {
    pattern:
      /^The 'Access-Control-Allow-Origin' header contains multiple values '(.*?)', but only one is allowed\./,
    read: ([, value = '']) => ({ cause: 'multiple-allow-origin', value: decodeHint(value) }),
  },
  {
    pattern: /^The 'Access-Control-Allow-Origin' header contains the invalid value '(.*?)'\.(?= |$)/,
    read: ([, value = '']) => ({ cause: 'invalid-allow-origin', value: decodeHint(value) }),
  },
  {
    pattern:
      /^The 'Access-Control-Allow-Origin' header has a value '(.*?)' that is not equal to the supplied origin\./,
    read: ([, value = '']) => ({ cause: 'allow-origin-mismatch', value: decodeHint(value) }),
  },
  {
    pattern:
      /^The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '\*' when the request's credentials mode is 'include'\./,
    read: () => ({ cause: 'wildcard-with-credentials', value: '*' }),
  },
  {
    pattern:
      /^The value of the 'Access-Control-Allow-Credentials' header in the response is '(.*?)' which must be 'true' when the request's credentials mode is 'include'\./,
    read: ([, value = '']) => ({ cause: 'allow-credentials-not-true', value: decodeHint(value) }),
  },
  {
    pattern:
      /^It does not have HTTP ok status\.|^Response for preflight has invalid HTTP status code (\d+)\.?/,
    read: ([, status]) => ({
      cause: 'preflight-status',
      preflight: true,
      status: status === undefined ? null : Number(status),
    }),
  },
  {
    pattern:
      /^Redirect is not allowed for a preflight request\.|^Response for preflight is invalid \(redirect\)/,
    read: () => ({ cause: 'preflight-redirect', preflight: true }),
  },
  {
    pattern: /^Cannot parse Access-Control-Allow-Methods response header field in preflight response\./,
    read: () => ({ cause: 'invalid-allow-methods', preflight: true }),
  },
  {
    pattern: /^Cannot parse Access-Control-Allow-Headers response header field in preflight response\./,
    read: () => ({ cause: 'invalid-allow-headers', preflight: true }),
  },
  {
    pattern: /^Method (\S+) is not allowed by Access-Control-Allow-Methods in preflight response\./,
    read: ([, method = '']) => ({ cause: 'method-not-allowed', preflight: true, method }),
  },
  {
    pattern:
      /^Request header field (\S+) is not allowed by Access-Control-Allow-Headers in preflight response\./,
    read: ([, header = '']) => ({ cause: 'header-not-allowed', preflight: true, header }),
  },
  {
    pattern:
      /^Redirect location '.*?' contains a username and password, which is disallowed for cross-origin requests\./,
    read: () => ({ cause: 'redirect-with-credentials' }),
  },
  {
    pattern: /^Cross origin requests are only supported for (?:protocol schemes|HTTP)/,
    read: () => ({ cause: 'scheme-not-supported' }),
  },
  {
    pattern: /^Cross origin requests are not allowed by request mode\./,
    read: () => ({ cause: 'cross-origin-disallowed-by-mode' }),
  },
  {
    pattern:
      /^The request client is not a secure context and the resource is in more-private address space `(.*?)`\./,
    read: ([, value = '']) => ({ cause: 'local-network-insecure', value }),
  },
  {
    pattern: /^Request had a target IP address space of `.*?` yet the resource is in address space `(.*?)`\./,
    read: ([, value = '']) => ({ cause: 'target-address-space-mismatch', value }),
  },
  {
    pattern: /^Permission was denied for this request to access the `(.*?)` address space\./,
    read: ([, value = '']) => ({ cause: 'local-network-denied', value }),
  },
  {
    // Up to Chromium 138, when the server had a say in this.
    pattern:
      /^(?:No 'Access-Control-Allow-Private-Network' header|The 'Access-Control-Allow-Private-Network' header)/,
    read: () => ({ cause: 'local-network-access' }),
  },
];

/** Lines that do not begin with "Access to". */
const otherLines: readonly MessagePattern[] = [
  {
    pattern:
      /^Fetch API cannot load (\S+?)\. Request mode is "same-origin" but the URL's origin is not same as the request origin (\S+?)\.(?=\s|$)/,
    read: ([, url = '', pageOrigin = '']) => ({
      cause: 'cross-origin-disallowed-by-mode',
      url,
      pageOrigin,
      initiator: 'fetch',
    }),
  },
  {
    pattern:
      /^Fetch API cannot load (\S+?)\. Request mode is "no-cors" but the redirect mode is not "follow"\./,
    read: ([, url = '']) => ({ cause: 'request-refused', url, initiator: 'fetch' }),
  },
  {
    pattern: /^Fetch API cannot load (\S+?)\. URL scheme "(.*?)" is not supported\./,
    read: ([, url = '']) => ({ cause: 'scheme-not-supported', url, initiator: 'fetch' }),
  },
  {
    pattern:
      /^Unsafe attempt to load URL (\S+) from frame with URL (\S+?)\. Domains, protocols and ports must match\./,
    read: ([, url = '', page = '']) => ({
      cause: 'cross-origin-disallowed-by-mode',
      url,
      pageOrigin: URL.canParse(page) ? new URL(page).origin : page.replace(/\/$/, ''),
    }),
  },
];

const otherStarts =
  /Fetch API cannot load \S+?\. (?=Request mode|URL scheme)|Unsafe attempt to load URL \S+ from frame/g;

/** Chromium's messages in a text whose white space is single spaces. */
export function parseChromium(text: string): ConsoleMessage[] {
  return [...currentMessages(text), ...oldMessages(text), ...otherMessages(text)];
}

function currentMessages(text: string): ConsoleMessage[] {
  const messages: ConsoleMessage[] = [];
  for (const match of text.matchAll(head)) {
    const [whole, kind = '', url = '', initialUrl = null, pageOrigin = ''] = match;
    const rest = readText(text.slice(match.index + whole.length));
    const about = { url, initialUrl, pageOrigin, initiator: initiatorOf(kind) };
    messages.push(complete('chromium', match.index, { cause: 'blocked', ...rest, ...about }));
  }
  return messages;
}

/** The reason after a prefix; null for a text that is not known. */
function readText(rest: string): Found | null {
  const prefix = preflightPrefix.exec(rest)?.[0] ?? '';
  const text = readBeginning(texts, rest.slice(prefix.length));
  return text === null ? null : { preflight: prefix !== '', ...text.found };
}

function oldMessages(text: string): ConsoleMessage[] {
  const messages: ConsoleMessage[] = [];
  for (const match of text.matchAll(oldHead)) {
    const [whole, api = '', url = ''] = match;
    const rest = text.slice(match.index + whole.length);
    const found = readText(rest);
    if (found === null) continue;
    const pageOrigin = oldTail.exec(rest)?.[1] ?? null;
    const initiator = initiators[api] ?? null;
    messages.push(complete('chromium', match.index, { ...found, url, pageOrigin, initiator }));
  }
  return messages;
}

const initiators: Readonly<Record<string, string | undefined>> = {
  'XMLHttpRequest cannot load': 'xmlhttprequest',
  'Fetch API cannot load': 'fetch',
};

function otherMessages(text: string): ConsoleMessage[] {
  return [...text.matchAll(otherStarts)].flatMap(({ index }) => {
    const line = readBeginning(otherLines, text.slice(index));
    return line === null ? [] : [complete('chromium', index, line.found)];
  });
}

/** The value that `encodeHint` made printable. */
function decodeHint(hint: string): string {
  return hint.replace(/\\u([0-9A-F]{4})/g, (_whole, code: string) => String.fromCharCode(parseInt(code, 16)));
}
