import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Pair } from './certificate.ts';

/** A proxy as companies have them: CONNECT for https, whole URLs for http. Every name leads to this machine. */
export interface ProxyServer {
  readonly host: string;
  /** What it was asked, such as `CONNECT api.test:443`. */
  readonly asked: string[];
  /** The header lines of the last request that it read. */
  readonly headers: string[];
  close(): void;
}

export interface ProxyOptions {
  /** The Proxy-Authorization without which it answers 407. */
  readonly authorization?: string;
  /** Answers everything with this status. */
  readonly refuse?: number;
  /** Speaks TLS itself, with this certificate. */
  readonly tls?: Pair;
}

export async function serveProxy({ authorization, refuse, tls }: ProxyOptions = {}): Promise<ProxyServer> {
  const asked: string[] = [];
  const headers: string[] = [];
  const sockets = new Set<Socket>();
  const refusal = (given: string | undefined): number | null => {
    if (refuse !== undefined) return refuse;
    return authorization !== undefined && given !== authorization ? 407 : null;
  };
  const server: Server = tls === undefined ? createServer() : createHttpsServer(tls);
  server.on('request', (incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    headers.splice(0, Infinity, ...incoming.rawHeaders);
    const status = refusal(incoming.headers['proxy-authorization']);
    if (status !== null) return response.writeHead(status, { 'Proxy-Authenticate': 'Basic' }).end('<html>');
    const { port, pathname } = new URL(incoming.url ?? '');
    const onward = httpRequest(
      { host: '127.0.0.1', port, path: pathname, method: incoming.method, headers: incoming.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      },
    );
    onward.once('error', () => response.writeHead(502).end());
    incoming.pipe(onward);
  });
  server.on('connect', (incoming, socket: Socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    headers.splice(0, Infinity, ...incoming.rawHeaders);
    const status = refusal(incoming.headers['proxy-authorization']);
    if (status !== null) {
      socket.end(`HTTP/1.1 ${status} No\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const onward = connect(Number(incoming.url?.split(':').at(-1)), '127.0.0.1');
    sockets.add(onward);
    onward.once('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    headers,
    close() {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}
