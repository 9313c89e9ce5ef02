import net from 'node:net';
import type { Answer, Exchange, HeaderLine } from '../../src/cors/types.ts';
import type { Origins } from './case.ts';
import { page } from './page.ts';

/** A request as it arrived. Strings hold one byte a character. */
export interface Seen {
  readonly url: string;
  readonly method: string;
  readonly preflight: boolean;
  readonly headers: readonly HeaderLine[];
}

/** What the page does next: a list of jobs, as JSON. */
export interface PageHost {
  /** Resolves when there is work. */
  work(): Promise<string>;
  /** The page's results, as JSON. */
  results(json: string): void;
}

interface Script {
  readonly answers: Answer[];
  readonly seen: Seen[];
  /** How often each question was answered; null where each answer is given once, whatever is asked. */
  readonly asked: Map<string, number> | null;
}

/**
 * Three origins on loopback that speak HTTP/1.1 over bare sockets, so that any method, header byte and header order can be
 * answered and seen. The first path segment names the case.
 */
export class OracleServer {
  private readonly scripts = new Map<string, Script>();
  private readonly sockets = new Set<net.Socket>();
  private readonly servers: net.Server[] = [];
  private readonly host: PageHost;
  origins: Origins = { A: '', B: '', C: '' };

  constructor(host: PageHost) {
    this.host = host;
  }

  async listen(): Promise<Origins> {
    const [A, B, C] = await Promise.all([this.open(), this.open(), this.open()]);
    this.origins = { A, B, C };
    return this.origins;
  }

  private open(): Promise<string> {
    const server = net.createServer((socket) => this.serve(socket));
    this.servers.push(server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as net.AddressInfo;
        resolve(`http://127.0.0.1:${port}`);
      });
    });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  /** Answers requests below `/{id}/` from now on, each answer once. */
  load(id: string, { answers }: Exchange): void {
    this.scripts.set(id, { answers: [...answers], seen: [], asked: null });
  }

  /** The same as a server without memory: whoever asks with another Origin or for other headers gets the answers from the first on. */
  loadForAll(id: string, { answers }: Exchange): void {
    this.scripts.set(id, { answers: [...answers], seen: [], asked: new Map() });
  }

  /** What arrived below `/{id}/`, which is forgotten. */
  unload(id: string): readonly Seen[] {
    const seen = this.scripts.get(id)?.seen ?? [];
    this.scripts.delete(id);
    return seen;
  }

  private serve(socket: net.Socket): void {
    this.sockets.add(socket);
    let pending = '';
    socket.setNoDelay(true);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      for (let next = parse(pending); next !== null; next = parse(pending)) {
        pending = pending.slice(next.length);
        void this.answer(socket, next);
      }
    });
  }

  private async answer(socket: net.Socket, request: Parsed): Promise<void> {
    if (request.path === '/') return reply(socket, 200, 'text/html', page);
    if (request.path === '/work') return reply(socket, 200, 'application/json', await this.host.work());
    if (request.path === '/results') {
      this.host.results(Buffer.from(request.body, 'latin1').toString('utf8'));
      return reply(socket, 200, 'text/plain', '');
    }
    const script = this.scripts.get(request.path.split('/')[1] ?? '');
    if (script === undefined) return reply(socket, 404, 'text/plain', '');
    const { url, method, headers } = request;
    const preflight =
      method === 'OPTIONS' && headers.some(([name]) => /^access-control-request-method$/i.test(name));
    script.seen.push({ url, method, preflight, headers });
    const answer = nextAnswer(script, { url, method, preflight, headers });
    if (answer === undefined) return reply(socket, 599, 'text/plain', '');
    if ('error' in answer) {
      if (answer.error === 'connection-reset') socket.resetAndDestroy();
      else socket.end();
      return;
    }
    const lines = answer.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.write(`HTTP/1.1 ${answer.status} ${answer.statusText ?? ''}\r\n${lines}\r\n`, 'latin1');
  }
}

/** A connection that breaks does so however often it is tried; every other answer is taken. */
function nextAnswer(
  { answers, asked }: Script,
  { url, method, preflight, headers }: Seen,
): Answer | undefined {
  const fitting = answers.filter((answer) => answer.preflight === preflight && answer.url === url);
  if (asked === null) {
    const [answer] = fitting;
    if (answer !== undefined && !('error' in answer)) answers.splice(answers.indexOf(answer), 1);
    return answer;
  }
  const who = headers.filter(([name]) => /^(?:origin|access-control-request-.*)$/i.test(name));
  const question = JSON.stringify([url, method, who]);
  const count = asked.get(question) ?? 0;
  const answer = fitting[Math.min(count, fitting.length - 1)];
  if (answer !== undefined && !('error' in answer)) asked.set(question, count + 1);
  return answer;
}

function reply(socket: net.Socket, status: number, type: string, text: string): void {
  const body = Buffer.from(text, 'utf8');
  const head = `HTTP/1.1 ${status} X\r\nContent-Type: ${type}; charset=utf-8\r\nCache-Control: no-store\r\nContent-Length: ${body.length}\r\n\r\n`;
  socket.write(Buffer.concat([Buffer.from(head, 'latin1'), body]));
}

interface Parsed {
  readonly method: string;
  readonly path: string;
  readonly url: string;
  readonly headers: HeaderLine[];
  readonly body: string;
  /** Of the whole request, in bytes. */
  readonly length: number;
}

/** The first complete request of what a socket received. */
function parse(text: string): Parsed | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...rest] = text.slice(0, end).split('\r\n');
  const [method = '', path = ''] = first.split(' ');
  const headers = rest.map((line): HeaderLine => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const find = (wanted: string): string => headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
  const size = Number(find('content-length') || 0);
  const start = end + 4;
  if (text.length < start + size) return null;
  const body = text.slice(start, start + size);
  return { method, path, url: `http://${find('host')}${path}`, headers, body, length: start + size };
}
