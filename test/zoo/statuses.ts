import { neverEnds, readsPast, readsPastInVain, type Animal } from './animal.ts';
import { head, noBody, ok } from './bytes.ts';
import { drips, floods, says, saysAndEnds, tcp } from './keepers.ts';

const notHttp = { result: 'not-cors', kind: 'http-parse', says: /not HTTP/ } as const;
const answering = (status: string): Animal['keep'] => tcp(says(`${head(status)}${noBody}`));
const starting = (line: string): Animal['keep'] =>
  tcp(saysAndEnds(`${ok.replace('HTTP/1.1 200 OK', line)}${noBody}`));

export const statuses: readonly Animal[] = [
  {
    name: 'never ends the status line',
    keep: tcp(floods('HTTP/1.1 200 ', 'x'.repeat(4096))),
    result: 'not-cors',
    kind: 'timeout',
    waits: true,
    chromium: neverEnds,
  },
  {
    name: 'has bytes beyond ASCII in its status line',
    keep: answering('200 Zo\xeb \x1b[31m'),
    result: 'readable',
  },
  { name: 'answers 600', keep: answering('600 Own'), result: 'readable' },
  { name: 'answers 799', keep: answering('799 Own'), result: 'readable' },
  { name: 'answers 999', keep: answering('999 Own'), result: 'readable' },
  { name: 'answers 99', chromium: readsPast, keep: answering('99 Own'), ...notHttp },
  { name: 'answers 000', chromium: readsPast, keep: answering('000 Own'), ...notHttp },
  { name: 'answers 1000', chromium: readsPast, keep: answering('1000 Own'), ...notHttp },
  { name: 'answers 2OO, with letters', chromium: readsPast, keep: answering('2OO Letters'), ...notHttp },
  { name: 'answers -200', chromium: readsPast, keep: answering('-200 Less'), ...notHttp },
  {
    name: 'answers 500 and allows every page',
    keep: answering('500 Oops'),
    result: 'readable',
    says: /status 500/,
  },
  {
    name: 'answers 500 and allows none',
    keep: tcp(says(`HTTP/1.1 500 Oops\r\n${noBody}`)),
    result: 'blocked',
    says: /500/,
  },
  { name: 'has no words for its status', keep: answering('200'), result: 'readable' },
  {
    name: 'has 20 KB of words for its status',
    keep: answering(`200 ${'so '.repeat(7000)}`),
    result: 'readable',
  },
  { name: 'puts two spaces before its status', chromium: readsPast, keep: answering(' 200 OK'), ...notHttp },
  {
    name: 'answers 204 with a body',
    keep: tcp(saysAndEnds(`${head('204 No Content')}\r\nbody`)),
    result: 'readable',
  },
  {
    name: 'answers 205 with a body',
    keep: tcp(saysAndEnds(`${head('205 Reset Content')}\r\nbody`)),
    result: 'readable',
  },
  {
    name: 'answers 304 to a request without conditions',
    keep: answering('304 Not Modified'),
    result: 'readable',
  },
  {
    name: 'answers 401 and asks for a password',
    keep: tcp(says(`HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm="a"\r\n${noBody}`)),
    result: 'blocked',
    says: /401/,
  },
  {
    name: 'answers 407 though it is no proxy',
    keep: answering('407 Proxy Authentication Required'),
    result: 'not-cors',
    says: /another status than 407, which is for proxies/,
  },
  {
    name: 'sends 103 first',
    keep: tcp(says(`HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${ok}${noBody}`)),
    result: 'readable',
  },
  {
    name: 'sends 199 first',
    keep: tcp(says(`HTTP/1.1 199 Something\r\n\r\n${ok}${noBody}`)),
    result: 'readable',
  },
  {
    name: 'sends 100 first',
    chromium: readsPast,
    keep: tcp(says(`HTTP/1.1 100 Continue\r\n\r\n${ok}${noBody}`)),
    result: 'not-cors',
    kind: 'http-parse',
    says: /100 or 101 that nobody asked for/,
  },
  {
    name: 'sends 100 and 103 without end',
    chromium: neverEnds,
    keep: tcp(floods('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n')),
    result: 'not-cors',
    kind: 'timeout',
    says: /did not answer/,
    waits: true,
  },
  {
    name: 'drips 102 without end',
    keep: tcp(drips('', 'HTTP/1.1 102 Processing\r\n\r\n')),
    result: 'not-cors',
    kind: 'timeout',
    says: /did not answer/,
    waits: true,
  },
  {
    name: 'answers 101',
    keep: tcp(
      saysAndEnds('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: chat\r\n\r\n'),
    ),
    result: 'not-cors',
    kind: 'http-parse',
    says: /101 that nobody asked for/,
  },
  {
    name: 'speaks HTTP/1.0',
    keep: tcp(saysAndEnds(`${ok.replace('1.1', '1.0')}\r\nhello`)),
    result: 'readable',
  },
  { name: 'answers without any header (HTTP/0.9)', keep: tcp(saysAndEnds('<html>hello</html>')), ...notHttp },
  { name: 'says goodbye in another protocol', keep: tcp(saysAndEnds('SSH-2.0-OpenSSH_9.2\r\n')), ...notHttp },
  {
    name: 'answers as radio stations do (ICY)',
    chromium: readsPastInVain,
    keep: starting('ICY 200 OK'),
    ...notHttp,
  },
  { name: 'says HTTP/1.9', keep: starting('HTTP/1.9 200 OK'), result: 'readable' },
  { name: 'says HTTP/2.0 in words', keep: starting('HTTP/2.0 200 OK'), result: 'readable' },
  { name: 'says http in lower case', chromium: readsPast, keep: starting('http/1.1 200 OK'), ...notHttp },
  { name: 'puts an empty line before its answer', keep: tcp(says(`\r\n${ok}${noBody}`)), result: 'readable' },
  {
    name: 'puts a byte order mark before its answer',
    chromium: readsPast,
    keep: tcp(saysAndEnds(`\xef\xbb\xbf${ok}${noBody}`)),
    ...notHttp,
  },
];
