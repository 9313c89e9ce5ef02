import { once } from 'node:events';
import {
  createSecureServer,
  type Http2SecureServer,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { certificate } from './certificate.ts';

/** One request: pseudo headers and headers as they came, unjoined. */
export interface Captured2 {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** A server on 127.0.0.1 that speaks HTTP/2 alone, with a certificate that nobody trusts. */
export interface Http2Server {
  readonly origin: string;
  readonly port: number;
  readonly sessions: ReadonlySet<ServerHttp2Session>;
  /** How many connections there have been. */
  readonly connections: number;
  readonly captured: Captured2[];
  close(): void;
}

/** Calls `answer` with each request when its body has come. */
export async function serveHttp2(
  answer: (stream: ServerHttp2Stream, request: Captured2, session: ServerHttp2Session) => void,
): Promise<Http2Server> {
  const { key, cert } = await certificate();
  const server = createSecureServer({ key, cert, maxSendHeaderBlockLength: 1_000_000 });
  const sessions = new Set<ServerHttp2Session>();
  const captured: Captured2[] = [];
  let connections = 0;
  server.on('session', (session) => {
    connections++;
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
    // A client may go away at any moment.
    session.on('error', () => session.destroy());
  });
  server.on('stream', (stream: ServerHttp2Stream, _headers: unknown, _flags: number, raw: string[]) => {
    const { session } = stream;
    const chunks: Buffer[] = [];
    stream.on('error', () => stream.destroy());
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('end', () => {
      const request = { headers: pairs(raw), body: Buffer.concat(chunks).toString('latin1') };
      captured.push(request);
      if (session !== undefined) answer(stream, request, session as ServerHttp2Session);
    });
  });
  const port = await listen(server);
  return {
    origin: `https://127.0.0.1:${port}`,
    port,
    sessions,
    get connections() {
      return connections;
    },
    captured,
    close() {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
}

function pairs(raw: readonly string[]): [string, string][] {
  const list: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) list.push([raw[i] ?? '', raw[i + 1] ?? '']);
  return list;
}

async function listen(server: Http2SecureServer): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** The value of a request header, or undefined. */
export function header2({ headers }: Captured2, name: string): string | undefined {
  return headers.find(([other]) => other === name)?.[1];
}
