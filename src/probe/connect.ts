import { lookup as dnsLookup } from 'node:dns';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import * as tls from 'node:tls';
import type { buildConnector } from 'undici';
import { chromiumHead } from './httpHead.ts';

/** When a connection reached each phase, on the clock of `performance.now()`. */
export interface ConnectTimes {
  readonly start: number;
  dns: number | null;
  connect: number | null;
  tls: number | null;
}

export interface OpenedConnection {
  readonly socket: Socket;
  /** Address and port; null until it is connected. */
  remote: string | null;
  readonly times: ConnectTimes;
}

export interface ConnectorOptions {
  /** Told of each connection as it begins. */
  readonly onOpen: (opened: OpenedConnection) => void;
  /** The Content-Length of the request whose head is being written. */
  readonly contentLength: () => number | null;
  /** What certificates are checked against. */
  readonly secureContext: () => tls.SecureContext;
  /** Instead of the system's resolver. */
  readonly lookup?: LookupFunction;
}

/**
 * A connector for undici whose sockets write request heads as Chromium does. HTTP/1.1 only, because undici joins header lines that
 * came over HTTP/2.
 */
export function connector({
  onOpen,
  contentLength,
  secureContext,
  lookup = lookupAsBrowser,
}: ConnectorOptions): buildConnector.connector {
  return ({ hostname, protocol, port }, callback) => {
    const secure = protocol === 'https:';
    const times: ConnectTimes = { start: performance.now(), dns: null, connect: null, tls: null };
    const socket = secure
      ? openTls(hostname, port, lookup, secureContext())
      : openTcp(hostname, port, lookup);
    const opened: OpenedConnection = { socket, times, remote: null };
    socket.setNoDelay(true);
    socket.once('lookup', () => (times.dns = performance.now()));
    socket.once('connect', () => {
      times.connect = performance.now();
      opened.remote = remoteOf(socket);
    });
    let answered = false;
    const answer: buildConnector.Callback = (...result) => {
      if (answered) return;
      answered = true;
      callback(...result);
    };
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      if (secure) times.tls = performance.now();
      answer(null, socket);
    });
    socket.on('error', (error) => answer(error, null));
    socket.once('close', () => answer(new Error('The connection was closed while it was being made.'), null));
    rewriteHeads(socket, contentLength);
    onOpen(opened);
  };
}

function openTcp(hostname: string, port: string, lookup: LookupFunction): Socket {
  return connectTcp({ host: hostname, port: Number(port || 80), lookup });
}

function openTls(
  hostname: string,
  port: string,
  lookup: LookupFunction,
  secureContext: tls.SecureContext,
): tls.TLSSocket {
  return tls.connect({
    host: hostname,
    port: Number(port || 443),
    lookup,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
    secureContext,
  });
}

/**
 * The machine's certificate authorities beside Node's own, as browsers trust them; Node before 22.15 cannot read them. Takes a tenth of
 * a second.
 */
export function trustedContext(): tls.SecureContext {
  if (typeof tls.getCACertificates !== 'function') return tls.createSecureContext();
  const ca = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
  return tls.createSecureContext({ ca });
}

function remoteOf({ remoteAddress, remotePort }: Socket): string | null {
  if (remoteAddress === undefined || remotePort === undefined) return null;
  return remoteAddress.includes(':') ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`;
}

/** Every browser takes `*.localhost` for this machine without asking DNS. */
const lookupAsBrowser: LookupFunction = (hostname, options, callback) =>
  dnsLookup(/(^|\.)localhost\.?$/i.test(hostname) ? 'localhost' : hostname, options, callback);

/** undici writes each head as one string; everything else passes. */
function rewriteHeads(socket: Socket, contentLength: () => number | null): void {
  const write = socket.write.bind(socket);
  socket.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean =>
    Reflect.apply(write, socket, [isHead(chunk) ? chromiumHead(chunk, contentLength()) : chunk, ...rest]);
}

function isHead(chunk: string | Uint8Array): chunk is string {
  return (
    typeof chunk === 'string' && chunk.endsWith('\r\n\r\n') && /^\S+ \S+ HTTP\/1\.1\r\nhost: /.test(chunk)
  );
}
