import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import {
  neverEnds,
  readsPast,
  readsPastInVain,
  type Animal,
  type Difference,
  type Keeper,
} from './animal.ts';
import { noBody, ok } from './bytes.ts';
import { END_HEADERS, END_STREAM, frame, frameType, hpack, okLines, settings, u32 } from './frames.ts';
import { flood, says, saysAndEnds, secure, tcp } from './keepers.ts';

const { data, headers, rstStream, pushPromise, ping, goaway, windowUpdate, continuation } = frameType;
const PREFACE = 24;
const readable = { result: 'readable' } as const;
const http2Error = { result: 'not-cors', kind: 'http2', says: /broke off its HTTP\/2 answer/ } as const;

const droppedLine: Difference = {
  fares: 'not-cors',
  because: 'nghttp2, which Node reads HTTP/2 with, leaves out a line that breaks the rules and goes on',
};

/** Frames by hand, in TLS. Calls `answer` for each request with the number of its stream. */
function peer(
  answer: (socket: Socket, stream: number, wire: Socket) => void,
  hello: Buffer = settings,
): Keeper {
  return secure(
    (socket, wire) => {
      socket.write(hello);
      onRequests(socket, (stream) => answer(socket, stream, wire));
    },
    { ALPNProtocols: ['h2'] },
  );
}

/** Sends what `answer` gives for a stream. */
function sends(answer: (stream: number) => Buffer, hello?: Buffer): Keeper {
  return peer((socket, stream) => socket.write(answer(stream)), hello);
}

function onRequests(socket: TLSSocket, onRequest: (stream: number) => void): void {
  let pending = Buffer.alloc(0);
  let taken = PREFACE;
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= taken + 9) {
      const size = pending.readUIntBE(taken, 3);
      if (pending.length < taken + 9 + size) return;
      const type = pending.readUInt8(taken + 3);
      const flags = pending.readUInt8(taken + 4);
      const stream = pending.readUInt32BE(taken + 5);
      taken += 9 + size;
      if (type === frameType.settings && flags === 0) socket.write(frame(frameType.settings, 1, 0));
      if (type === headers) onRequest(stream);
    }
  });
}

type Lines = readonly (readonly [string, string])[];

/** A whole answer of a header alone. */
const headed = (stream: number, ...lines: Lines): Buffer =>
  frame(headers, END_STREAM | END_HEADERS, stream, hpack(...lines));

/** A header that a body follows. */
const begun = (stream: number): Buffer => frame(headers, END_HEADERS, stream, hpack(...okLines));

export const http2: readonly Animal[] = [
  { name: 'is right in HTTP/2', keep: sends((stream) => headed(stream, ...okLines)), ...readable },
  ...[1, 2, 3, 6, 7, 8, 11, 12].map((code) => ({
    name: `resets the stream with ${code}`,
    keep: sends((stream) => frame(rstStream, 0, stream, u32(code))),
    result: 'not-cors' as const,
  })),
  {
    name: 'resets the stream inside of the body',
    keep: sends((stream) => Buffer.concat([begun(stream), frame(rstStream, 0, stream, u32(2))])),
    ...readable,
    chromium: {
      fares: 'not-asked',
      because: 'it may hear of the reset before the page hears of the headers',
    },
  },
  {
    name: 'says goodbye before it is asked',
    keep: sends(() => Buffer.alloc(0), Buffer.concat([settings, frame(goaway, 0, 0, u32(0, 0))])),
    result: 'not-cors',
  },
  {
    name: 'says goodbye with an error',
    keep: sends(() => frame(goaway, 0, 0, u32(0, 11))),
    ...http2Error,
    says: /ENHANCE_YOUR_CALM/,
  },
  {
    name: 'says goodbye with markup',
    keep: sends(() =>
      frame(goaway, 0, 0, Buffer.concat([u32(0, 2), Buffer.from('<script>globalThis.__pwned=1</script>')])),
    ),
    ...http2Error,
  },
  {
    name: 'says goodbye and answers all the same',
    keep: sends((stream) => Buffer.concat([frame(goaway, 0, 0, u32(stream, 0)), headed(stream, ...okLines)])),
    ...readable,
  },
  {
    name: 'says nothing in HTTP/2',
    keep: peer(() => undefined),
    result: 'not-cors',
    kind: 'timeout',
    waits: true,
  },
  {
    name: 'says nothing in HTTP/2, not even its settings',
    keep: secure(() => undefined, { ALPNProtocols: ['h2'] }),
    result: 'not-cors',
    kind: 'timeout',
    waits: true,
  },
  {
    name: 'sends settings without end',
    chromium: neverEnds,
    keep: peer((socket) =>
      flood(
        socket,
        '',
        Buffer.concat(
          Array.from({ length: 100 }, () =>
            frame(frameType.settings, 0, 0, Buffer.from('000300000064', 'hex')),
          ),
        ),
      ),
    ),
    result: 'not-cors',
  },
  {
    name: 'pings without end',
    chromium: neverEnds,
    keep: peer((socket) =>
      flood(socket, '', Buffer.concat(Array.from({ length: 100 }, () => frame(ping, 0, 0, Buffer.alloc(8))))),
    ),
    result: 'not-cors',
  },
  {
    name: 'sends empty data without end',
    chromium: neverEnds,
    keep: peer((socket, stream) =>
      flood(socket, begun(stream), Buffer.concat(Array.from({ length: 100 }, () => frame(data, 0, stream)))),
    ),
    ...readable,
  },
  {
    name: 'sends data without end, whatever the window',
    chromium: neverEnds,
    keep: peer((socket, stream) =>
      flood(socket, begun(stream), frame(data, 0, stream, Buffer.alloc(16_384))),
    ),
    ...readable,
  },
  {
    name: 'never ends its header in HTTP/2',
    chromium: neverEnds,
    keep: peer((socket, stream) =>
      flood(
        socket,
        frame(headers, 0, stream, hpack(...okLines)),
        frame(continuation, 0, stream, hpack(['x-more', 'x'.repeat(8000)])),
      ),
    ),
    result: 'not-cors',
  },
  {
    name: 'continues its header with nothing, without end',
    chromium: neverEnds,
    keep: peer((socket, stream) =>
      flood(
        socket,
        frame(headers, 0, stream, hpack(...okLines)),
        Buffer.concat(Array.from({ length: 100 }, () => frame(continuation, 0, stream))),
      ),
    ),
    result: 'not-cors',
  },
  {
    name: 'sends 300 KB of header in HTTP/2',
    keep: sends((stream) =>
      Buffer.concat([
        frame(headers, END_STREAM, stream, hpack(...okLines)),
        ...Array.from({ length: 20 }, (_, i) =>
          frame(continuation, i === 19 ? END_HEADERS : 0, stream, hpack(['x-more', 'x'.repeat(15_000)])),
        ),
      ]),
    ),
    result: 'not-cors',
    kind: 'headers-too-large',
  },
  {
    name: 'sends a header that grows a thousandfold',
    keep: sends((stream) =>
      frame(
        headers,
        END_STREAM | END_HEADERS,
        stream,
        Buffer.concat([
          hpack(...okLines),
          Buffer.of(0x40),
          hpack(['x-bomb', 'x'.repeat(3900)]).subarray(1),
          Buffer.alloc(4000, 0xbe),
        ]),
      ),
    ),
    result: 'not-cors',
  },
  {
    name: 'sends a header that cannot be decompressed',
    keep: sends((stream) =>
      frame(headers, END_STREAM | END_HEADERS, stream, Buffer.from('ffffffffffffff', 'hex')),
    ),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'sends 103 first in HTTP/2',
    keep: sends((stream) =>
      Buffer.concat([
        frame(headers, END_HEADERS, stream, hpack([':status', '103'])),
        headed(stream, ...okLines),
      ]),
    ),
    ...readable,
  },
  {
    name: 'sends 103 without end in HTTP/2',
    chromium: neverEnds,
    keep: peer((socket, stream) =>
      flood(
        socket,
        '',
        Buffer.concat(
          Array.from({ length: 100 }, () => frame(headers, END_HEADERS, stream, hpack([':status', '103']))),
        ),
      ),
    ),
    result: 'not-cors',
    waits: true,
  },
  {
    name: 'has no status in HTTP/2',
    keep: sends((stream) => headed(stream, ['access-control-allow-origin', '*'])),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'has two statuses in HTTP/2',
    keep: sends((stream) => headed(stream, [':status', '200'], ...okLines)),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'has a status in words in HTTP/2',
    keep: sends((stream) => headed(stream, [':status', 'abc'], ['access-control-allow-origin', '*'])),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'has a status of four digits in HTTP/2',
    chromium: readsPast,
    keep: sends((stream) => headed(stream, [':status', '1000'], ['access-control-allow-origin', '*'])),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'answers 99 in HTTP/2',
    chromium: readsPast,
    keep: sends((stream) => headed(stream, [':status', '099'], ['access-control-allow-origin', '*'])),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'answers 101 in HTTP/2',
    chromium: readsPastInVain,
    keep: sends((stream) => headed(stream, [':status', '101'], ['access-control-allow-origin', '*'])),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'writes a header name in upper case in HTTP/2',
    keep: sends((stream) => headed(stream, ...okLines, ['X-Upper', '1'])),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'has a space in a header name in HTTP/2',
    chromium: droppedLine,
    keep: sends((stream) => headed(stream, ...okLines, ['x y', '1'])),
    ...readable,
  },
  {
    name: 'has line ends inside of a header in HTTP/2',
    chromium: droppedLine,
    keep: sends((stream) =>
      headed(stream, [':status', '200'], ['x-a', '1\r\naccess-control-allow-origin: *']),
    ),
    result: 'blocked',
  },
  {
    name: 'has a NUL in a header in HTTP/2',
    chromium: droppedLine,
    keep: sends((stream) => headed(stream, ...okLines, ['x-a', 'a\0b'])),
    ...readable,
  },
  {
    name: 'has bytes beyond ASCII in a header in HTTP/2',
    keep: sends((stream) => headed(stream, ...okLines, ['x-a', 'Zo\xeb\xff'])),
    ...readable,
  },
  {
    name: 'says Connection in HTTP/2',
    chromium: readsPast,
    keep: sends((stream) => headed(stream, ...okLines, ['connection', 'close'])),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'allows every page twice in HTTP/2',
    keep: sends((stream) => headed(stream, ...okLines, ['access-control-allow-origin', '*'])),
    result: 'blocked',
    says: /once, with one origin/,
  },
  {
    name: 'sends its status last in HTTP/2',
    keep: sends((stream) => headed(stream, ...[...okLines].reverse())),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'sends less than Content-Length in HTTP/2',
    keep: sends((stream) =>
      Buffer.concat([
        frame(headers, END_HEADERS, stream, hpack(...okLines, ['content-length', '100'])),
        frame(data, END_STREAM, stream, Buffer.from('short')),
      ]),
    ),
    ...readable,
  },
  {
    name: 'sends data before its header',
    keep: sends((stream) => frame(data, 0, stream, Buffer.from('early'))),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'answers a stream that nobody opened',
    keep: sends((stream) => headed(stream + 100, ...okLines)),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'pushes what nobody asked for',
    keep: sends((stream) =>
      Buffer.concat([
        frame(
          pushPromise,
          END_HEADERS,
          stream,
          Buffer.concat([
            u32(2),
            hpack([':method', 'GET'], [':path', '/'], [':scheme', 'https'], [':authority', 'localhost']),
          ]),
        ),
        headed(stream, ...okLines),
      ]),
    ),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'opens no window',
    keep: sends((stream) => frame(windowUpdate, 0, stream, u32(0))),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'opens its window too wide',
    keep: sends((stream) =>
      Buffer.concat([
        frame(windowUpdate, 0, stream, u32(0x7fffffff)),
        frame(windowUpdate, 0, stream, u32(0x7fffffff)),
      ]),
    ),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'sends a frame that is too large',
    keep: sends((stream) => frame(headers, END_STREAM | END_HEADERS, stream, Buffer.alloc(1_000_000))),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'sends frames of a type that nobody knows',
    keep: sends((stream) =>
      Buffer.concat([frame(0xfe, 0xff, stream, Buffer.from('<script>')), headed(stream, ...okLines)]),
    ),
    ...readable,
  },
  {
    name: 'begins a frame and sends no more of it',
    keep: sends(() => Buffer.from('0000', 'hex')),
    result: 'not-cors',
    kind: 'timeout',
    waits: true,
  },
  { name: 'closes in HTTP/2', keep: peer((socket) => socket.end()), result: 'not-cors', kind: 'closed' },
  {
    name: 'breaks off in HTTP/2',
    keep: peer((_socket, _stream, wire) => wire.resetAndDestroy()),
    result: 'not-cors',
  },
  {
    name: 'answers HTTP/1.1 where HTTP/2 was agreed on',
    keep: secure((socket) => saysAndEnds(`${ok}${noBody}`)(socket, ''), { ALPNProtocols: ['h2'] }),
    result: 'not-cors',
    kind: 'http2',
  },
  {
    name: 'answers HTTP/2 where HTTP/1.1 was agreed on',
    keep: secure((socket) => says(Buffer.concat([settings, headed(1, ...okLines)]))(socket, ''), {
      ALPNProtocols: ['http/1.1'],
    }),
    result: 'not-cors',
    kind: 'http-parse',
  },
  {
    name: 'speaks HTTP/2 without TLS',
    keep: tcp(says(Buffer.concat([settings, frame(goaway, 0, 0, u32(0, 1))]))),
    result: 'not-cors',
    kind: 'http-parse',
    says: /not HTTP/,
  },
  {
    name: 'speaks another protocol where HTTP/2 was agreed on',
    keep: secure((socket) => socket.once('data', () => socket.write('SSH-2.0-OpenSSH_9.2\r\n'.repeat(4))), {
      ALPNProtocols: ['h2'],
    }),
    result: 'not-cors',
    kind: 'http2',
  },
];
