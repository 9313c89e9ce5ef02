import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One request as its bytes came. */
export interface Captured {
  readonly requestLine: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** A server that speaks TCP: what HTTP servers refuse to do, it does. */
export interface RawServer {
  readonly port: number;
  readonly origin: string;
  readonly captured: Captured[];
  /** Ends all connections; new ones are accepted. */
  dropConnections(): void;
  close(): void;
}

/** Calls `onConnection` with each connection. */
export async function serveRaw(onConnection: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A client may go away at any moment; that is what some tests are about.
    socket.on('error', () => socket.destroy());
    onConnection(socket);
  });
  const port = await listen(server);
  const dropConnections = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    captured: [],
    dropConnections,
    close() {
      dropConnections();
      server.close();
    },
  };
}

/** Answers each request with the bytes that `answer` gives for it, and keeps what came. */
export async function serveAnswers(answer: (request: Captured) => string): Promise<RawServer> {
  const captured: Captured[] = [];
  const server = await serveRaw((socket) => {
    let pending = '';
    socket.on('data', (chunk: Buffer) => {
      pending += chunk.toString('latin1');
      for (let taken = takeRequest(pending); taken !== null; taken = takeRequest(pending)) {
        pending = taken.rest;
        captured.push(taken.request);
        socket.write(answer(taken.request), 'latin1');
      }
    });
  });
  return { ...server, captured };
}

function takeRequest(bytes: string): { readonly request: Captured; readonly rest: string } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [requestLine = '', ...fields] = bytes.slice(0, end).split('\r\n');
  const headers = fields.map((field) => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon), field.slice(colon + 1).trim()] as const;
  });
  const length = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0);
  const start = end + 4;
  if (bytes.length < start + length) return null;
  const body = bytes.slice(start, start + length);
  return { request: { requestLine, headers, body }, rest: bytes.slice(start + length) };
}

/** The value of a request header, or undefined. */
export function header({ headers }: Captured, name: string): string | undefined {
  return headers.find(([other]) => other.toLowerCase() === name)?.[1];
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}
