import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import * as tls from 'node:tls';
import { isThisMachine } from './addressSpace.ts';
import { ConnectError } from './failure.ts';
import { proxyName, type Proxy } from './proxy.ts';
import { certificateFacts } from './trust.ts';
import { openTunnel } from './tunnel.ts';
import type { HttpVersion, WireRoute } from './types.ts';

/** How far a connection has come; times are on the clock of `performance.now()`. */
export interface Progress {
  start: number;
  dns: number | null;
  connect: number | null;
  tls: number | null;
  /** Address and port; null until it is connected. */
  remote: string | null;
  /** Host and port of the proxy; null for none. */
  proxy: string | null;
}

export interface ConnectOptions {
  readonly url: URL;
  readonly proxy: Proxy | null;
  /** Never offer HTTP/2. */
  readonly http1Only: boolean;
  readonly strictTls: boolean;
  /** What certificates are checked against. */
  readonly secureContext: () => tls.SecureContext;
  /** Instead of the system's resolver. */
  readonly lookup?: LookupFunction;
  /** Ends the attempt at whatever point it is. */
  readonly signal: AbortSignal;
  /** Kept up to date on the way. */
  readonly progress: Progress;
}

export interface Connection {
  readonly socket: Socket;
  readonly httpVersion: HttpVersion;
  readonly route: WireRoute;
  /** The proxy that reads the requests: an http URL goes through it as it is, an https one in a tunnel. */
  readonly forwarder: Proxy | null;
}

/**
 * Connects as Chromium does: straight, or through a proxy; for https with a TLS handshake that offers HTTP/2 and HTTP/1.1.
 * Rejects with a ConnectError or with what Node threw.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const { url, proxy, strictTls, progress } = options;
  const secure = url.protocol === 'https:';
  progress.proxy = proxy === null ? null : proxyName(proxy);
  const way = proxy === null ? await reach(url, options) : await reachProxy(proxy, options);
  if (!secure) return connection(way, '1.1', null, proxy, progress);
  const offered = options.http1Only ? ['http/1.1'] : ['h2', 'http/1.1'];
  const socket = await handshake(bare(url.hostname), way, offered, options);
  progress.tls = performance.now();
  const untrusted = socket.authorized ? null : String(socket.authorizationError);
  if (untrusted !== null && strictTls) {
    const certificate = certificateFacts(socket);
    socket.destroy();
    throw new ConnectError({
      kind: 'tls',
      code: untrusted,
      ...(certificate === null ? {} : { certificate }),
    });
  }
  return connection(socket, socket.alpnProtocol === 'h2' ? '2' : '1.1', untrusted, null, progress);
}

function connection(
  socket: Socket,
  httpVersion: HttpVersion,
  untrusted: string | null,
  forwarder: Proxy | null,
  { remote, proxy }: Progress,
): Connection {
  return { socket, httpVersion, forwarder, route: { remote, proxy, httpVersion, untrusted } };
}

/** A TCP connection to the URL's own host. */
function reach(url: URL, options: ConnectOptions): Promise<Socket> {
  return openTcp(bare(url.hostname), Number(url.port || (url.protocol === 'https:' ? 443 : 80)), options);
}

/** A connection to the proxy, and for https through it to the URL's host. */
async function reachProxy(proxy: Proxy, options: ConnectOptions): Promise<Socket> {
  const { url, signal } = options;
  try {
    if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') {
      throw new ConnectError({ kind: 'proxy', code: 'UNSUPPORTED_PROXY' });
    }
    const tcp = await openTcp(proxy.hostname, proxy.port, options);
    const toProxy =
      proxy.protocol === 'https:' ? await handshake(proxy.hostname, tcp, ['http/1.1'], options) : tcp;
    refuseUntrustedProxy(toProxy, options);
    return url.protocol === 'https:' ? await openTunnel(toProxy, url, proxy, signal) : toProxy;
  } catch (error) {
    throw ConnectError.ofProxy(error, proxyName(proxy));
  }
}

function refuseUntrustedProxy(socket: Socket, { strictTls }: ConnectOptions): void {
  if (!(socket instanceof tls.TLSSocket) || socket.authorized || !strictTls) return;
  socket.destroy();
  throw new ConnectError({ kind: 'tls', code: String(socket.authorizationError) });
}

async function openTcp(host: string, port: number, options: ConnectOptions): Promise<Socket> {
  const { lookup = lookupAsBrowser, progress } = options;
  const socket = connectTcp({ host, port, lookup });
  socket.setNoDelay(true);
  socket.once('lookup', () => (progress.dns = performance.now()));
  await opened(socket, 'connect', options.signal);
  progress.connect = performance.now();
  progress.remote = remoteOf(socket);
  return socket;
}

/** Succeeds with any certificate: whether it is trusted is told by `authorized`. */
async function handshake(
  hostname: string,
  way: Socket,
  ALPNProtocols: string[],
  { secureContext, signal }: ConnectOptions,
): Promise<tls.TLSSocket> {
  const socket = tls.connect({
    socket: way,
    host: hostname,
    ALPNProtocols,
    ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
    secureContext: secureContext(),
    rejectUnauthorized: false,
  });
  await opened(socket, 'secureConnect', signal);
  return socket;
}

function opened(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => void socket.destroy();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once(event, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    // Stays: whoever uses the socket later learns of its end by its closing.
    socket.on('error', reject);
    socket.once('close', () => reject(new ConnectError({ kind: 'closed', code: null })));
    if (signal.aborted) onAbort();
  });
}

function remoteOf({ remoteAddress, remotePort }: Socket): string | null {
  if (remoteAddress === undefined || remotePort === undefined) return null;
  return remoteAddress.includes(':') ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`;
}

/** A URL's host as sockets take it: an IPv6 address without its brackets. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Every browser takes `*.localhost` for this machine, over IPv6 and IPv4, without asking DNS or the hosts file. */
const lookupAsBrowser: LookupFunction = (hostname, options, callback) => {
  if (!isThisMachine(hostname)) return dnsLookup(hostname, options, callback);
  if (options.all) return process.nextTick(callback, null, thisMachine);
  dnsLookup('localhost', options, callback);
};

const thisMachine: readonly LookupAddress[] = [
  { address: '::1', family: 6 },
  { address: '127.0.0.1', family: 4 },
];
