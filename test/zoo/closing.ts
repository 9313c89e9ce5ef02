import { put, readsPast, readsPastInVain, type Animal } from './animal.ts';
import { allowsPut, noBody, ok } from './bytes.ts';
import { answers, saysAndEnds, saysAndResets, tcp } from './keepers.ts';

const closed = { result: 'not-cors', kind: 'closed', says: /closed the connection/ } as const;
const reset = { result: 'not-cors', kind: 'reset', says: /broke the connection off/ } as const;

export const closing: readonly Animal[] = [
  { name: 'closes at once', keep: tcp((socket) => socket.end()), result: 'not-cors' },
  {
    name: 'breaks off at once',
    keep: tcp((socket) => socket.resetAndDestroy()),
    result: 'not-cors',
  },
  { name: 'closes when it is asked', keep: tcp(saysAndEnds('')), ...closed },
  { name: 'breaks off when it is asked', keep: tcp(saysAndResets('')), ...reset },
  { name: 'closes inside of the protocol name', keep: tcp(saysAndEnds('HT')), result: 'not-cors' },
  {
    name: 'closes inside of the status line',
    chromium: readsPastInVain,
    keep: tcp(saysAndEnds('HTTP/1.1 20')),
    result: 'not-cors',
  },
  {
    name: 'closes after the status line',
    chromium: readsPastInVain,
    keep: tcp(saysAndEnds('HTTP/1.1 200 OK\r\n')),
    ...closed,
  },
  { name: 'closes inside of a header', chromium: readsPast, keep: tcp(saysAndEnds(`${ok}X-Na`)), ...closed },
  { name: 'closes between two headers', chromium: readsPast, keep: tcp(saysAndEnds(ok)), ...closed },
  { name: 'breaks off between two headers', keep: tcp(saysAndResets(ok)), ...reset },
  {
    name: 'closes before the body',
    keep: tcp(saysAndEnds(`${ok}Content-Length: 10\r\n\r\n`)),
    result: 'readable',
  },
  {
    name: 'closes inside of the body',
    keep: tcp(saysAndEnds(`${ok}Content-Length: 10\r\n\r\nshort`)),
    result: 'readable',
  },
  {
    name: 'breaks off inside of the body',
    keep: tcp(saysAndResets(`${ok}Content-Length: 10\r\n\r\nshort`)),
    result: 'readable',
  },
  {
    name: 'closes inside of a chunk',
    keep: tcp(saysAndEnds(`${ok}Transfer-Encoding: chunked\r\n\r\nff\r\nshort`)),
    result: 'readable',
  },
  {
    name: 'closes after the preflight, without a word, and answers the next connection',
    keep: tcp((socket) =>
      socket.once('data', (request: Buffer) =>
        socket.end(request.toString('latin1').startsWith('OPTIONS ') ? allowsPut : `${ok}${noBody}`),
      ),
    ),
    request: put,
    result: 'readable',
  },
  {
    name: 'answers preflights and closes at anything else',
    keep: tcp((socket) =>
      socket.on('data', (request: Buffer) => {
        if (request.toString('latin1').startsWith('OPTIONS ')) socket.write(allowsPut);
        else socket.end();
      }),
    ),
    request: put,
    ...closed,
    says: /closed the connection without answering PUT/,
  },
  {
    name: 'sends an answer before it is asked',
    keep: tcp((socket) => {
      socket.write(`${ok}${noBody}`);
      socket.resume();
    }),
    result: 'readable',
  },
  {
    name: 'sends a second answer that nobody asked for',
    keep: tcp(answers(`${allowsPut}HTTP/1.1 500 Surprise\r\n${noBody}`, `${ok}${noBody}`)),
    request: put,
    result: 'readable',
  },
];
