import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Frame, type Page } from 'playwright-core';
import { generate } from 'selfsigned';
import { chromium as chromiumPath, chromiumArgs } from '../../scripts/setup/index.mjs';

/** A request that a page makes, in the terms of docs/writing-a-rule.md. */
export interface PageRequest {
  readonly url: string;
  readonly origin: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: 'omit' | 'include';
  /** How long the page waits before it gives up, in milliseconds; as long as the browser does when left out. */
  readonly patience?: number;
}

export interface PageAnswer {
  /** The status that the page reads; null when it gets no response. */
  readonly status: number | null;
  /** The page gave up waiting. */
  readonly gaveUp: boolean;
  /** What the console says about this URL, in order. */
  readonly console: readonly string[];
}

/** What became of a script in a page. */
export interface ScriptOutcome {
  /** What `load()` was rejected with; null when it came to its end. */
  readonly error: string | null;
  /** What the console says about the server that the script calls. */
  readonly console: readonly string[];
}

/** The server that scripts under proof call: it answers every site, and lets it send Content-Type and Authorization. */
const calledServer = 'api.example.com';

/** A real Chromium in which any origin can be visited: every name leads to one local server that speaks both http and https. */
export class Pages {
  readonly #context: BrowserContext;
  readonly #server: Server;
  readonly #profile: string;
  readonly #frames = new Map<string, Promise<{ page: Page; frame: Frame }>>();

  private constructor(context: BrowserContext, server: Server, profile: string) {
    this.#context = context;
    this.#server = server;
    this.#profile = profile;
  }

  static async open(): Promise<Pages> {
    const server = await servePages();
    const { port } = server.address() as AddressInfo;
    const profile = await mkdtemp(join(tmpdir(), 'preflight-pages-'));
    await allowThirdPartyCookies(profile);
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath(),
      headless: true,
      ignoreHTTPSErrors: true,
      args: [...chromiumArgs(), `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1`],
    });
    return new Pages(context, server, profile);
  }

  /** Makes the request from a page of its origin. The URL must be fresh, or the preflight cache answers. */
  async ask(asked: PageRequest): Promise<PageAnswer> {
    const request = { ...asked, url: secured(asked.url) };
    const { page, frame } = await this.#frameOf(request.origin);
    const lines: string[] = [];
    const listen = (message: { text(): string }): void => {
      if (message.text().includes(request.url)) lines.push(message.text());
    };
    page.on('console', listen);
    if (request.credentials === 'include') {
      await this.#context.addCookies([
        { name: 'session', value: '1', url: new URL('/', request.url).href, sameSite: 'None', secure: true },
      ]);
    }
    const answer = await frame.evaluate(fetchStatus, request);
    page.off('console', listen);
    return { ...answer, console: lines };
  }

  /** Runs `load()` of a module in a page of `origin`. */
  async run(source: string, origin: string): Promise<ScriptOutcome> {
    const { page, frame } = await this.#frameOf(origin);
    const lines: string[] = [];
    const listen = (message: { text(): string }): void => {
      if (message.text().includes(`//${calledServer}`)) lines.push(message.text());
    };
    page.on('console', listen);
    const error = await frame.evaluate(runLoad, source);
    page.off('console', listen);
    return { error, console: lines };
  }

  async close(): Promise<void> {
    await this.#context.close();
    this.#server.close();
    await rm(this.#profile, { recursive: true, force: true });
  }

  #frameOf(origin: string): Promise<{ page: Page; frame: Frame }> {
    const known = this.#frames.get(origin);
    if (known) return known;
    const opened = this.#visit(origin);
    this.#frames.set(origin, opened);
    return opened;
  }

  async #visit(origin: string): Promise<{ page: Page; frame: Frame }> {
    const page = await this.#context.newPage();
    if (origin !== 'null') {
      await page.goto(`${origin}/`);
      return { page, frame: page.mainFrame() };
    }
    await page.goto('https://sandbox.example/?sandboxed');
    const frame = page.frames().find((inner) => inner !== page.mainFrame());
    if (!frame) throw new Error('The sandboxed frame did not load.');
    return { page, frame };
  }
}

/** A fresh profile refuses cookies between sites, and a request with credentials would carry none. */
async function allowThirdPartyCookies(profile: string): Promise<void> {
  await mkdir(join(profile, 'Default'));
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
}

/** Runs in the page. A console line is printed before the promise settles, and a round trip later it has reached us. */
async function fetchStatus(request: PageRequest): Promise<Pick<PageAnswer, 'status' | 'gaveUp'>> {
  const { method, headers, credentials, patience } = request;
  const signal = patience === undefined ? null : AbortSignal.timeout(patience);
  try {
    const response = await fetch(request.url, { method, headers, credentials, signal });
    await response.text();
    return { status: response.status, gaveUp: false };
  } catch {
    return { status: null, gaveUp: signal?.aborted === true };
  }
}

/** Runs in the page. */
async function runLoad(source: string): Promise<string | null> {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const { load } = (await import(url)) as { load(): Promise<unknown> };
  try {
    await load();
    return null;
  } catch (error) {
    return String(error);
  }
}

/**
 * One port for both schemes: a TLS record begins with the byte 0x16, an HTTP request never does. TLS for `port-N.server.test` is
 * taken off and passed on to port N, so that a server under proof is reached by https: only then does Chromium send it a cookie
 * from another site.
 */
async function servePages(): Promise<Server> {
  const pem = await generate([{ name: 'commonName', value: 'pages.test' }], { keySize: 2048 });
  const http = createHttpServer(answerPage);
  const tls = createTlsServer({ key: pem.private, cert: pem.cert }, (socket) => {
    const port = portBehind(socket);
    if (port === null) http.emit('connection', socket);
    else passOn(socket, port);
  });
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === 0x16 ? tls : http).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

const answerPage: RequestListener = (request, response) => {
  if (request.headers.host === calledServer) {
    response
      .writeHead(200, {
        'Content-Type': 'application/json',
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Headers': 'Content-Type, Authorization',
      })
      .end('{"ok":true}');
    return;
  }
  const sandboxed = request.url?.endsWith('?sandboxed')
    ? `<iframe sandbox="allow-scripts" srcdoc="<title>inner</title>"></iframe>`
    : '';
  response
    .writeHead(200, { 'Content-Type': 'text/html' })
    .end(`<!doctype html><title>page</title>${sandboxed}`);
};

/** The https address under which pages reach a server on a local port. */
function secured(url: string): string {
  const { port, pathname, search } = new URL(url);
  return `https://port-${port}.server.test${pathname}${search}`;
}

function portBehind(socket: TLSSocket): number | null {
  const name = typeof socket.servername === 'string' ? socket.servername : '';
  const match = /^port-(\d+)\.server\.test$/.exec(name);
  return match ? Number(match[1]) : null;
}

function passOn(socket: TLSSocket, port: number): void {
  const behind = connect(port, '127.0.0.1');
  socket.pipe(behind).pipe(socket);
  socket.on('error', () => behind.destroy());
  behind.on('error', () => socket.destroy());
}
