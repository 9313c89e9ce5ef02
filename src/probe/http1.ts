import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import type { HeaderLine, HeaderList } from '../cors/types.ts';
import type { Connection } from './connect.ts';
import { ConnectError, failureOf } from './failure.ts';
import { chromiumHead, contentLength } from './httpHead.ts';
import { parseAsBrowsers } from './lenientParser.ts';
import type { Line, Receiver } from './line.ts';

/** What Chromium accepts as a response's header, in bytes. */
const MAX_HEADER_BYTES = 256 * 1024;

/** Chromium keeps an idle connection for five minutes. */
const IDLE_MS = 300_000;

/** Requests over HTTP/1.1 with undici, whose heads are rewritten to Chromium's. `origin` is the URL's. */
export function http1Line({ socket, route, forwarder }: Connection, origin: string): Line {
  let length: number | null = null;
  let handedOver = false;
  let broken: Error | null = null;
  // A TLS alert tells more than the end of the connection that follows, of which undici speaks.
  socket.on('error', (error) => (broken ??= error));
  rewriteHeads(socket, (head) => chromiumHead(head, length, forwarder));
  const client = new Client(origin, {
    connect: (_options, callback) => {
      // undici connects again by itself when a connection has ended: whoever wants that opens another line.
      if (handedOver) return callback(new ConnectError({ kind: 'closed', code: null }), null);
      handedOver = true;
      // undici does not expect the answer before it has asked.
      queueMicrotask(() => callback(null, socket));
    },
    pipelining: 1,
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: IDLE_MS,
  });
  return {
    route,
    get usable() {
      return !socket.destroyed && socket.writable;
    },
    send({ url, method, headers, body }, receiver) {
      const { pathname, search } = new URL(url);
      const path = forwarder === null ? pathname + search : origin + pathname + search;
      const answer = new Answer(receiver, socket, (error) => broken ?? error);
      length = contentLength(method, body);
      client.dispatch({ origin, path, method, headers: headers.flat(), body }, answer);
      return () => answer.giveUp();
    },
    destroy() {
      socket.destroy();
      // Ends with the socket; whether it does is nobody's concern any more.
      client.destroy().catch(() => undefined);
    },
  };
}

/** undici's handler of one request. */
class Answer implements Dispatcher.DispatchHandler {
  private receiver: Receiver | null;
  private readonly socket: Socket;
  private readonly reasonFor: (error: Error) => Error;
  private controller: Dispatcher.DispatchController | null = null;

  constructor(receiver: Receiver, socket: Socket, reasonFor: (error: Error) => Error) {
    this.receiver = receiver;
    this.socket = socket;
    this.reasonFor = reasonFor;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    parseAsBrowsers(this.socket);
  }

  onResponseStart(
    { rawHeaders }: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    statusText = '',
  ): void {
    if (status < 200) return this.receiver?.informational(status);
    const headers = headerList(rawHeaders);
    if (headers.some(([, value]) => value.includes('\0'))) {
      this.receiver?.failed({ kind: 'http-parse', code: 'NUL_IN_HEADER' });
      return this.giveUp();
    }
    this.receiver?.head({ status, statusText, headers });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.receiver?.data(chunk);
  }

  onResponseEnd(): void {
    this.receiver?.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.receiver?.failed(failureOf(this.reasonFor(error)));
  }

  /** Ends the connection, which still carries what nobody waits for. */
  giveUp(): void {
    this.receiver = null;
    if (this.controller === null) this.socket.destroy();
    else if (!this.controller.aborted) this.controller.abort(new Error('The request was given up.'));
  }
}

function headerList(raw: Dispatcher.DispatchController['rawHeaders']): HeaderList {
  if (!Array.isArray(raw)) return [];
  const text = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  const list: HeaderLine[] = [];
  for (let i = 0; i + 1 < text.length; i += 2) list.push([text[i] ?? '', text[i + 1] ?? '']);
  return list;
}

/** undici writes each head as one string; everything else passes. */
function rewriteHeads(socket: Socket, rewrite: (head: string) => string): void {
  const write = socket.write.bind(socket);
  socket.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean =>
    Reflect.apply(write, socket, [isHead(chunk) ? rewrite(chunk) : chunk, ...rest]);
}

function isHead(chunk: string | Uint8Array): chunk is string {
  return (
    typeof chunk === 'string' && chunk.endsWith('\r\n\r\n') && /^\S+ \S+ HTTP\/1\.1\r\nhost: /.test(chunk)
  );
}
