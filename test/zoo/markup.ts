import { put, readsPast, type Animal } from './animal.ts';
import { noBody, ok, redirect, withLines } from './bytes.ts';
import { says, saysAndEnds, tcp } from './keepers.ts';

/** What runs, or asks a server, wherever it is taken for markup. */
export const payloads = [
  '<img src=//pwned.invalid/a onerror=globalThis.__pwned=1>',
  '"><svg onload=globalThis.__pwned=1>',
  "'><script>globalThis.__pwned=1</script>",
  '</script><script>globalThis.__pwned=1</script>',
  '</textarea><iframe srcdoc="<script>parent.__pwned=1</script>">',
  '<a href=javascript:globalThis.__pwned=1>go</a>',
  '<style>@import "//pwned.invalid/a"</style>',
  '<details open ontoggle=globalThis.__pwned=1>',
  '<base href=//pwned.invalid/><meta http-equiv=refresh content=0;url=//pwned.invalid/>',
  '${globalThis.__pwned=1}{{constructor.constructor("globalThis.__pwned=1")()}}',
  '[go](command:workbench.action.terminal.new) ![a](http://pwned.invalid/a)',
] as const;

const [image, svg] = payloads;
const every = (line: (payload: string) => string): Animal['keep'] =>
  tcp(says(withLines(...payloads.map(line))));
const own = (...lines: readonly string[]): Animal['keep'] =>
  tcp(says(`HTTP/1.1 200 OK\r\n${lines.map((line) => `${line}\r\n`).join('')}${noBody}`));
const readable = { result: 'readable' } as const;
const blocked = { result: 'blocked' } as const;

export const markup: readonly Animal[] = [
  {
    name: 'has markup in its status line',
    keep: tcp(says(`${ok.replace('OK', payloads.join(' '))}${noBody}`)),
    ...readable,
  },
  {
    name: 'has markup in Access-Control-Allow-Origin',
    keep: own(`Access-Control-Allow-Origin: ${image}`),
    ...blocked,
    says: /which is not one origin/,
  },
  {
    name: 'has markup in each of several Access-Control-Allow-Origin',
    keep: every((text) => `Access-Control-Allow-Origin: ${text}`),
    ...blocked,
  },
  {
    name: 'has markup in Access-Control-Allow-Methods',
    keep: every((text) => `Access-Control-Allow-Methods: ${text}`),
    request: put,
    ...blocked,
  },
  {
    name: 'has markup in Access-Control-Allow-Headers',
    keep: every((text) => `Access-Control-Allow-Headers: ${text}`),
    request: { headers: [['X-Own', '1']] },
    ...blocked,
  },
  {
    name: 'has markup in Access-Control-Allow-Credentials',
    keep: own(
      'Access-Control-Allow-Origin: http://localhost:3000',
      `Access-Control-Allow-Credentials: ${svg}`,
    ),
    request: { credentials: 'include' },
    ...blocked,
    chromium: { fares: 'not-asked', because: 'its page has another origin' },
  },
  {
    name: 'has markup in Access-Control-Expose-Headers',
    keep: every((text) => `Access-Control-Expose-Headers: ${text}`),
    ...readable,
  },
  {
    name: 'has markup in Access-Control-Max-Age',
    keep: tcp(says(`${ok}Access-Control-Allow-Methods: PUT\r\nAccess-Control-Max-Age: ${svg}\r\n${noBody}`)),
    request: put,
    ...readable,
  },
  {
    name: 'has markup in Vary and what tells of caches',
    keep: every((text) => `Vary: ${text}\r\nAge: ${text}\r\nX-Cache: ${text}\r\nVia: ${text}`),
    ...readable,
  },
  {
    name: 'has markup in its own name',
    keep: every((text) => `Server: ${text}\r\nX-Powered-By: ${text}`),
    ...readable,
  },
  { name: 'has markup in the type of its body', keep: every((text) => `Content-Type: ${text}`), ...readable },
  {
    name: 'has markup in cookies',
    keep: every(
      (text) =>
        `Set-Cookie: ${text}=${text}; Path=${text}; Domain=${text}; SameSite=${text}; Expires=${text}`,
    ),
    ...readable,
  },
  {
    name: 'has markup where it asks for a password',
    keep: tcp(says(`HTTP/1.1 401 ${svg}\r\nWWW-Authenticate: Basic realm="${image}"\r\n${noBody}`)),
    ...blocked,
  },
  {
    name: 'has markup for header names',
    chromium: readsPast,
    keep: every((text) => `${text.replaceAll(':', '')}: 1`),
    result: 'not-cors',
    kind: 'http-parse',
    says: /breaks the rules of HTTP/,
  },
  {
    name: 'redirects to markup',
    keep: tcp(says(redirect(`/?${payloads.join('')}#${svg}`))),
    result: 'not-cors',
    says: /redirected more than 20 times/,
  },
  {
    name: 'redirects to a host of markup',
    keep: tcp(says(redirect(`http://${image}/`))),
    result: 'not-cors',
    says: /is none\./,
  },
  {
    name: 'wants to be refreshed, mapped, reported to and preloaded',
    keep: own(
      'Access-Control-Allow-Origin: *',
      'Refresh: 0;url=javascript:globalThis.__pwned=1',
      'SourceMap: //pwned.invalid/a',
      'Link: <//pwned.invalid/a>; rel=preload; as=script',
      'Report-To: {"endpoints":[{"url":"https://pwned.invalid/"}]}',
      'NEL: {}',
      "Content-Security-Policy: script-src 'unsafe-inline'; report-uri //pwned.invalid/",
    ),
    ...readable,
  },
  {
    name: 'has escapes for terminals and for the direction of text',
    keep: own('Access-Control-Allow-Origin: \x1b]0;pwned\x07\x1b[2J\xe2\x80\xae*'),
    ...blocked,
  },
  {
    name: 'answers with a page of markup',
    keep: tcp(
      saysAndEnds(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html>${payloads.join('\n')}`),
    ),
    ...blocked,
  },
];
