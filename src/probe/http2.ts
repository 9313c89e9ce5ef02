import { connect as openSession, constants, type ClientHttp2Stream } from 'node:http2';
import { asciiLowercase } from '../cors/http.ts';
import type { HeaderLine, HeaderList } from '../cors/types.ts';
import type { Connection } from './connect.ts';
import { failureOf } from './failure.ts';
import { contentLength } from './httpHead.ts';
import type { Line, Receiver } from './line.ts';
import type { Failure, WireRequest } from './types.ts';

/** As Chromium 156 sends them. */
const settings = {
  headerTableSize: 65_536,
  enablePush: false,
  initialWindowSize: 6_291_456,
  maxHeaderListSize: 262_144,
};

/** Node stops at 128 unless told; the size of the header is bounded anyway. */
const MAX_HEADER_LINES = 10_000;

/** RFC 9113, section 7: the name stands at its number. */
const errorNames = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
];

/** Requests over HTTP/2, as streams of one session. `origin` is the URL's. */
export function http2Line({ socket, route }: Connection, origin: string): Line {
  const session = openSession(origin, {
    createConnection: () => socket,
    settings,
    maxHeaderListPairs: MAX_HEADER_LINES,
  });
  const ending: Ending = { goaway: null, error: null };
  session.on('goaway', (code: number) => (ending.goaway ??= code));
  session.on('error', (error: Error) => (ending.error ??= error));
  return {
    route,
    get usable() {
      return !session.closed && !session.destroyed && ending.goaway === null;
    },
    send(request, receiver) {
      try {
        const stream = session.request(headersOf(request), { endStream: request.body === null });
        if (request.body !== null) stream.end(request.body);
        return listen(stream, receiver, ending);
      } catch (error) {
        // The session ended, or a header that HTTP/2 cannot carry.
        receiver.failed(failureOf(error));
        return () => undefined;
      }
    },
    destroy() {
      // Not from within an event of the session: Node may still be parsing, and then ends the process when the memory is collected.
      setImmediate(() => {
        session.destroy();
        socket.destroy();
      });
    },
  };
}

/** Why a session came to its end, as far as it told. */
interface Ending {
  /** The code of a GOAWAY frame. */
  goaway: number | null;
  error: Error | null;
}

/** Passes on what a stream brings. Out: gives the stream up. */
function listen(stream: ClientHttp2Stream, receiver: Receiver, ending: Ending): () => void {
  let over = false;
  let error: Error | null = null;
  const once = (tell: () => void): void => {
    if (over) return;
    over = true;
    tell();
  };
  stream.on('headers', ({ ':status': status = 0 }) => {
    if (!over) receiver.informational(status);
  });
  stream.on('response', ({ ':status': status = 0 }, _flags, raw) => {
    if (!over) receiver.head({ status, statusText: '', headers: headerList(raw) });
  });
  stream.on('data', (chunk: Buffer) => {
    if (!over) receiver.data(chunk);
  });
  stream.on('end', () => {
    // A stream that is reset ends as well; then its closing tells how.
    if (stream.rstCode === constants.NGHTTP2_NO_ERROR && !stream.aborted) once(() => receiver.end());
  });
  stream.on('error', (thrown: Error) => (error = thrown));
  stream.on('close', () => once(() => receiver.failed(failureOfStream(stream.rstCode, error, ending))));
  return () =>
    once(() => {
      stream.close(constants.NGHTTP2_CANCEL);
    });
}

function failureOfStream(
  rstCode: number | undefined,
  error: Error | null,
  { goaway, error: sessionError }: Ending,
): Pick<Failure, 'kind' | 'code'> {
  const told = [sessionError, error].flatMap((thrown) => (thrown === null ? [] : [failureOf(thrown)]));
  const plain = told.find(({ kind }) => kind !== 'other' && kind !== 'http2');
  if (plain !== undefined) return plain;
  const code = goaway || rstCode;
  if (code !== undefined && code !== constants.NGHTTP2_NO_ERROR && code !== constants.NGHTTP2_CANCEL) {
    return { kind: 'http2', code: errorNames[code] ?? String(code) };
  }
  if (goaway !== null) return { kind: 'http2', code: 'GOAWAY' };
  return sessionError === null ? { kind: 'closed', code: null } : failureOf(sessionError);
}

/** Chromium's pseudo headers, then those of HTTP/1.1 in lower case, each cookie in a line of its own, and Priority last. */
function headersOf({ url, method, headers, body }: WireRequest): Record<string, string | string[]> {
  const { host, protocol, pathname, search } = new URL(url);
  const length = contentLength(method, body);
  const list: Record<string, string | string[]> = {
    ':method': method,
    ':authority': host,
    ':scheme': protocol.slice(0, -1),
    ':path': pathname + search,
    ...(length === null ? {} : { 'content-length': String(length) }),
  };
  for (const [name, value] of headers) {
    const lower = asciiLowercase(name);
    list[lower] = lower === 'cookie' ? value.split(/; */) : value;
  }
  list['priority'] ??= 'u=1, i';
  return list;
}

/** Without pseudo headers. */
function headerList(raw: readonly string[]): HeaderList {
  const list: HeaderLine[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? '';
    if (!name.startsWith(':')) list.push([name, raw[i + 1] ?? '']);
  }
  return list;
}
