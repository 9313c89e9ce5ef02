import { readsPast, type Animal } from './animal.ts';
import { noBody, ok, withLines } from './bytes.ts';
import { floods, says, saysAndEnds, tcp } from './keepers.ts';

const notHttp = { result: 'not-cors', kind: 'http-parse', says: /not HTTP/ } as const;
const malformed = { result: 'not-cors', kind: 'http-parse', says: /breaks the rules of HTTP/ } as const;
const tooLarge = { result: 'not-cors', kind: 'headers-too-large', says: /larger than 256 KB/ } as const;
const readable = { result: 'readable' } as const;
const several = { result: 'blocked', says: /once, with one origin/ } as const;
const lines = (...more: readonly string[]): Animal['keep'] => tcp(says(withLines(...more)));
/** Without the usual Access-Control-Allow-Origin. */
const own = (...more: readonly string[]): Animal['keep'] =>
  tcp(says(`HTTP/1.1 200 OK\r\n${more.map((line) => `${line}\r\n`).join('')}${noBody}`));

export const headers: readonly Animal[] = [
  { name: 'never ends its headers', keep: tcp(floods(ok, `X-More: ${'x'.repeat(4096)}\r\n`)), ...tooLarge },
  { name: 'never ends one header', keep: tcp(floods(`${ok}X-More: `, 'x'.repeat(4096))), ...tooLarge },
  { name: 'never ends the name of a header', keep: tcp(floods(ok, 'x'.repeat(4096))), ...tooLarge },
  {
    name: 'sends 10 MB of header',
    keep: tcp(saysAndEnds(`${ok}X-Large: ${'x'.repeat(10_000_000)}\r\n\r\n`)),
    ...tooLarge,
  },
  { name: 'sends a header of 200 KB', keep: lines(`X-Large: ${'x'.repeat(200_000)}`), ...readable },
  {
    name: 'sends thousands of headers',
    keep: lines(...Array.from({ length: 5000 }, () => 'X-A: 1')),
    ...readable,
  },
  {
    name: 'sets a thousand cookies',
    keep: lines(...Array.from({ length: 1000 }, (_, i) => `Set-Cookie: c${i}=secret; SameSite=None; Secure`)),
    ...readable,
  },
  { name: 'sends bytes beyond ASCII', keep: lines('X-Name: Zo\xeb'), ...readable },
  { name: 'sends bytes that are no UTF-8', keep: lines('X-Name: \xc3\x28\xff\xfe\xed\xa0\x80'), ...readable },
  { name: 'sends control characters in a header', keep: lines('X-Name: a\x0bb\x01\x7f\x1b[2J'), ...readable },
  { name: 'sends a NUL in a header', keep: tcp(saysAndEnds(withLines('X-Name: a\0b'))), ...notHttp },
  {
    name: 'sends a NUL in the name of a header',
    keep: tcp(saysAndEnds(withLines('X-\0Name: a'))),
    ...malformed,
  },
  { name: 'ends its lines with LF alone', keep: tcp(says(withLines().replaceAll('\r', ''))), ...readable },
  {
    name: 'ends its lines with CR alone',
    chromium: readsPast,
    keep: tcp(saysAndEnds(withLines().replaceAll('\n', ''))),
    result: 'not-cors',
  },
  {
    name: 'has a CR inside of a header',
    chromium: readsPast,
    keep: tcp(saysAndEnds(withLines('X-Name: a\rX-More: b'))),
    ...malformed,
  },
  { name: 'folds a header over two lines', keep: lines('X-Name: one,', '  two'), ...readable },
  {
    name: 'folds Access-Control-Allow-Origin over two lines',
    keep: own('Access-Control-Allow-Origin:', ' *'),
    ...readable,
  },
  {
    name: 'begins its headers with a space',
    keep: own(' X-Name: a', 'Access-Control-Allow-Origin: *'),
    ...readable,
  },
  {
    name: 'puts a space before a colon',
    chromium: readsPast,
    keep: own('Access-Control-Allow-Origin : *'),
    ...malformed,
  },
  { name: 'has a header without a colon', chromium: readsPast, keep: lines('X-Name'), ...malformed },
  { name: 'has a header without a name', chromium: readsPast, keep: lines(': a'), ...malformed },
  { name: 'has a header without a value', keep: lines('X-Name:'), ...readable },
  {
    name: 'has a space in the name of a header',
    chromium: readsPast,
    keep: lines('X Name: a'),
    ...malformed,
  },
  {
    name: 'has brackets in the name of a header',
    chromium: readsPast,
    keep: lines('X(<{[Name]}>): a'),
    ...malformed,
  },
  {
    name: 'has bytes beyond ASCII in the name of a header',
    chromium: readsPast,
    keep: lines('X-N\xe4me: a'),
    ...malformed,
  },
  { name: 'writes header names in lower case', keep: own('access-control-allow-origin: *'), ...readable },
  { name: 'writes header names as it pleases', keep: own('aCCESS-cONTROL-aLLOW-oRIGIN:*'), ...readable },
  { name: 'puts tabs around a value', keep: own('Access-Control-Allow-Origin:\t *\t '), ...readable },
  { name: 'allows every page twice', keep: lines('Access-Control-Allow-Origin: *'), ...several },
  {
    name: 'allows every page and another',
    keep: lines('Access-Control-Allow-Origin: https://other.test'),
    ...several,
  },
  {
    name: 'allows every page and then nobody',
    keep: lines('Access-Control-Allow-Origin:'),
    result: 'blocked',
  },
  { name: 'allows nobody', keep: own('Access-Control-Allow-Origin:'), result: 'blocked' },
  {
    name: 'lists several origins',
    keep: own('Access-Control-Allow-Origin: http://localhost:3000, *'),
    ...several,
  },
  {
    name: 'puts a byte order mark before the origin',
    keep: own('Access-Control-Allow-Origin: \xef\xbb\xbf*'),
    result: 'blocked',
  },
  {
    name: 'puts a hard space after the origin',
    keep: own('Access-Control-Allow-Origin: *\xc2\xa0'),
    result: 'blocked',
  },
  {
    name: 'allows an origin in quotes',
    keep: own('Access-Control-Allow-Origin: "*"'),
    result: 'blocked',
  },
  {
    name: 'allows an origin of 100 KB',
    keep: own(`Access-Control-Allow-Origin: https://${'a'.repeat(100_000)}.test`),
    result: 'blocked',
  },
  {
    name: 'says the length of its body twice',
    chromium: readsPast,
    keep: lines('Content-Length: 0'),
    ...malformed,
  },
  {
    name: 'says two lengths of its body',
    keep: tcp(saysAndEnds(withLines('Content-Length: 5'))),
    ...malformed,
  },
  {
    name: 'says a length and sends chunks',
    keep: tcp(saysAndEnds(`${ok}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)),
    ...readable,
  },
  {
    name: 'says a length below zero',
    chromium: readsPast,
    keep: tcp(saysAndEnds(`${ok}Content-Length: -1\r\n\r\n`)),
    ...malformed,
  },
  {
    name: 'says a length with a plus',
    chromium: readsPast,
    keep: tcp(saysAndEnds(`${ok}Content-Length: +1\r\n\r\na`)),
    ...malformed,
  },
  {
    name: 'says a length beyond all numbers',
    chromium: readsPast,
    keep: tcp(saysAndEnds(`${ok}Content-Length: 99999999999999999999\r\n\r\na`)),
    ...malformed,
  },
  {
    name: 'says a length in words',
    chromium: readsPast,
    keep: tcp(saysAndEnds(`${ok}Content-Length: many\r\n\r\na`)),
    ...malformed,
  },
  {
    name: 'names a transfer coding that nobody knows',
    keep: tcp(saysAndEnds(`${ok}Transfer-Encoding: own\r\n\r\na`)),
    ...readable,
  },
];
