import { createServer, request as httpRequest, type Agent, type Server } from 'node:http';

/** What a web server answered to a request of a differential test. */
export interface RealAnswer {
  readonly status: number;
  /** Access-Control-* and Vary lines as they stand on the wire, in its order; names in lower case. */
  readonly lines: readonly string[];
}

export interface Asked {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends one request to a server on a local port. */
export function ask(agent: Agent, port: number, asked: Asked): Promise<RealAnswer> {
  const { host, path, method, headers } = asked;
  return new Promise((resolve, reject) => {
    const options = { agent, host: '127.0.0.1', port, path, method, headers: { Host: host, ...headers } };
    const request = httpRequest(options, (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, lines: linesOf(response.rawHeaders) }),
      );
    });
    request.on('error', (cause) => reject(new Error(`${host} ${method} ${path}`, { cause })));
    request.end();
  });
}

function linesOf(rawHeaders: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    if (/^(?:access-control-|vary$)/.test(name))
      lines.push(`${name}: ${(rawHeaders[index + 1] ?? '').trim()}`);
  }
  return lines;
}

/**
 * The application behind a web server: answers `/…/s404` with 404, `/…/missing` too, `/…/throw` by closing the connection, everything
 * else with 200.
 */
export async function startApplication(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    const leaf = request.url?.split('/').at(-1) ?? '';
    if (leaf === 'throw') {
      request.socket.destroy();
      return;
    }
    response.statusCode = leaf === 'missing' ? 404 : Number(/^s(\d+)$/.exec(leaf)?.[1] ?? 200);
    if (response.statusCode === 301) response.setHeader('Location', '/elsewhere');
    response.end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}
