import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions, type TLSSocket } from 'node:tls';
import { serveRaw } from '../real/live/rawServer.ts';
import type { Home, Keeper } from './animal.ts';

/** What a server does with a connection. `origin` is its own. */
export type Misbehave = (socket: Socket, origin: string) => void;

/** Without TLS, on 127.0.0.1. */
export function tcp(misbehave: Misbehave, path = '/'): Keeper {
  return async () => {
    let origin = '';
    const server = await serveRaw((socket) => misbehave(socket, origin));
    origin = server.origin;
    return { url: origin + path, close: () => server.close() };
  };
}

/** `wire` is what TLS goes over. */
export type MisbehaveSecure = (socket: TLSSocket, wire: Socket) => void;

/** After a TLS handshake with the certificate that tests trust, or with what `options` give. */
export function secure(misbehave: MisbehaveSecure, options: TlsOptions = {}): Keeper {
  return async ({ leaf }) => serveTls({ ...leaf, ...options }, misbehave);
}

/** On 127.0.0.1. */
export async function serveTls(options: TlsOptions, misbehave: MisbehaveSecure): Promise<Home> {
  const sockets = new Map<number | undefined, Socket>();
  const server = createTlsServer(options, (socket) => {
    socket.on('error', () => socket.destroy());
    const wire = sockets.get(socket.remotePort);
    if (wire !== undefined) misbehave(socket, wire);
  });
  // A client that refuses the certificate goes away in the middle of the handshake.
  server.on('tlsClientError', () => undefined);
  server.on('connection', (socket) => {
    const { remotePort } = socket;
    sockets.set(remotePort, socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(remotePort));
  });
  const port = await listen(server, '127.0.0.1');
  return {
    url: `https://127.0.0.1:${port}/`,
    close() {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}

/** Out: the port. */
export async function listen(server: Server, host: string): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

type Bytes = string | Buffer;

/** A character of a string stands for a byte. */
const raw = (bytes: Bytes): Buffer => (typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);

/** Sends these bytes for each request that comes. */
export function says(bytes: Bytes | ((origin: string) => Bytes)): Misbehave {
  return (socket, origin) =>
    socket.on('data', () => socket.write(raw(typeof bytes === 'function' ? bytes(origin) : bytes)));
}

/** The same, and closes the connection after it. */
export function saysAndEnds(bytes: Bytes): Misbehave {
  return (socket) => socket.once('data', () => socket.end(raw(bytes)));
}

/** The same, and breaks the connection off after it. */
export function saysAndResets(bytes: Bytes): Misbehave {
  return (socket) => socket.once('data', () => socket.write(raw(bytes), () => socket.resetAndDestroy()));
}

/** The first bytes for an OPTIONS, the others for what follows; null for silence. */
export function answers(toPreflight: Bytes, toRequest: Bytes | null): Misbehave {
  return (socket) =>
    socket.on('data', (request: Buffer) => {
      if (request.toString('latin1').startsWith('OPTIONS ')) socket.write(raw(toPreflight));
      else if (toRequest !== null) socket.write(raw(toRequest));
    });
}

/** Sends `part` again and again for as long as somebody reads. */
export function floods(start: Bytes, part: Bytes): Misbehave {
  return (socket) => socket.once('data', () => flood(socket, start, part));
}

export function flood(socket: Socket, start: Bytes, part: Bytes): void {
  socket.write(raw(start));
  const bytes = raw(part);
  const more = (): void => {
    while (!socket.destroyed && socket.write(bytes));
  };
  socket.on('drain', more);
  more();
}

/** Sends `start` at once and then `part` now and then. */
export function drips(start: Bytes, part: Bytes = 'a'): Misbehave {
  return (socket) =>
    socket.once('data', () => {
      socket.write(raw(start));
      const timer = setInterval(() => socket.write(raw(part)), 50);
      socket.once('close', () => clearInterval(timer));
    });
}
