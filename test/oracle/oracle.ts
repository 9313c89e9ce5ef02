import { walkIn } from '../../src/engines/judgeIn.ts';
import type { Engine } from '../../src/engines/types.ts';
import type { Exchange, HeaderList } from '../../src/cors/types.ts';
import { launchChromium } from './browsers/chromium.ts';
import { launchFirefox } from './browsers/firefox.ts';
import { launchWebKit } from './browsers/webkit.ts';
import type { Browser, Launch, Setting } from './browsers/types.ts';
import { expand, type Case, type Origins } from './case.ts';
import { marker, type Job, type JobResult } from './page.ts';
import { OracleServer, type Seen } from './server.ts';

const launchers: Readonly<Record<Engine, Launch>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
};

/** How many cases a page runs at a time. WebKit's reason lines name no URL, so there they must come one by one. */
const parallel: Readonly<Record<Engine, number>> = { chromium: 6, firefox: 6, webkit: 1 };

/** What a real browser did with a case. */
export interface Observation {
  readonly exchange: Exchange;
  readonly result: JobResult;
  readonly seen: readonly Seen[];
  readonly console: readonly string[];
}

/** One real browser and the servers that it talks to. */
export class Oracle {
  readonly engine: Engine;
  private readonly server: OracleServer;
  private browser: Browser | null = null;
  origins: Origins = { A: '', B: '', C: '' };
  private jobs: ((json: string) => void) | null = null;
  private pending: string | null = null;
  private finish: ((results: readonly JobResult[]) => void) | null = null;
  private lines: string[] = [];
  private onLine: () => void = () => undefined;
  private count = 0;

  private readonly settingOf: (origins: Origins) => Setting;
  private readonly pageHost: string | null;

  /** `pageHost` stands in the page's URL instead of 127.0.0.1. */
  constructor(
    engine: Engine,
    settingOf: (origins: Origins) => Setting = () => ({}),
    pageHost: string | null = null,
  ) {
    this.engine = engine;
    this.settingOf = settingOf;
    this.pageHost = pageHost;
    this.server = new OracleServer({
      work: () => this.work(),
      results: (json) => this.finish?.(JSON.parse(json) as JobResult[]),
    });
  }

  /** Starts servers and browser, and lets it send one preflight that nobody looks at. */
  async start(): Promise<string> {
    const onLine = (text: string): void => {
      this.lines.push(text);
      this.onLine();
    };
    const origins = await this.server.listen();
    const { A } = origins;
    this.origins =
      this.pageHost === null ? origins : { ...origins, A: A.replace('127.0.0.1', this.pageHost) };
    const setting = this.settingOf(origins);
    this.browser = await launchers[this.engine](`${this.origins.A}/`, onLine, setting);
    await this.warmUp();
    return this.browser.version;
  }

  /** A young browser remembers no preflights: waits until it does. */
  private async warmUp(): Promise<void> {
    for (const origin of ['{A}', 'null']) {
      const warm: Case = { ...remembered, request: { ...remembered.request, origin } };
      for (let round = 0; !(await this.remembers(warm)); round++) {
        if (round === 100) throw new Error(`${this.engine} does not remember preflights.`);
      }
    }
  }

  private async remembers(warm: Case): Promise<boolean> {
    const [observation] = await this.run([warm]);
    return observation?.seen.filter(({ preflight }) => preflight).length === 1;
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await this.server.close();
  }

  private work(): Promise<string> {
    const { pending } = this;
    if (pending !== null) {
      this.pending = null;
      return Promise.resolve(pending);
    }
    return new Promise((resolve) => (this.jobs = resolve));
  }

  private hand(json: string): void {
    if (this.jobs === null) this.pending = json;
    else this.jobs(json);
    this.jobs = null;
  }

  /** Runs the cases in the browser, in any order. */
  async run(cases: readonly Case[]): Promise<Observation[]> {
    const runs = cases.map((item) => {
      const id = `k${(++this.count).toString(36)}`;
      const exchange = expand(item, this.origins, id);
      this.server.load(id, exchange);
      return { id, exchange };
    });
    this.lines = [];
    const finished = new Promise<readonly JobResult[]>((resolve) => (this.finish = resolve));
    const jobs = runs.map(({ id, exchange }) => jobOf(id, exchange));
    this.hand(JSON.stringify({ jobs, parallel: parallel[this.engine] }));
    const results = new Map((await finished).map((result) => [result.id, result]));
    await this.settle(runs);
    const byCase = attribute(this.lines, this.engine === 'webkit');
    return runs.map(({ id, exchange }) => ({
      exchange,
      result: results.get(id) ?? { id, type: null, headers: [], error: 'no result' },
      seen: this.server.unload(id),
      console: byCase.get(id) ?? [],
    }));
  }

  /** Answers the requests of an observation once more, to whoever asks meanwhile. */
  async serveAgain<T>(
    { exchange, result }: Observation,
    ask: (exchange: Exchange) => Promise<T>,
  ): Promise<T> {
    this.server.loadForAll(result.id, exchange);
    try {
      return await ask(exchange);
    } finally {
      this.server.unload(result.id);
    }
  }

  /** Waits until the console has printed what is expected of it; or for half a second in which it prints nothing. */
  private async settle(runs: readonly { id: string; exchange: Exchange }[]): Promise<void> {
    const expected = runs.map(({ id, exchange }) => ({
      id,
      lines: walkIn(this.engine, exchange).engineVerdict.console.length,
    }));
    for (;;) {
      const byCase = attribute(this.lines, this.engine === 'webkit');
      const marked = new Set(
        this.lines.filter((line) => line.startsWith(marker)).map((line) => line.split(' ')[1]),
      );
      const complete = ({ id, lines }: { id: string; lines: number }): boolean =>
        marked.has(id) && (byCase.get(id)?.length ?? 0) >= lines;
      if (expected.every(complete)) return;
      const printed = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), 500);
        this.onLine = () => {
          clearTimeout(timer);
          resolve(true);
        };
      });
      if (!printed) return;
    }
  }
}

const allowed: HeaderList = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Allow-Methods', 'PUT'],
];

/** Two requests of which the second needs no preflight because the first had one. */
const remembered: Case = {
  request: {
    url: '{B}/{id}/r0',
    origin: '{A}',
    method: 'PUT',
    headers: [],
    credentials: 'omit',
    mode: 'cors',
    redirect: 'follow',
    body: false,
    initiator: 'fetch',
  },
  answers: [
    { url: '{B}/{id}/r0', preflight: true, status: 200, headers: allowed },
    { url: '{B}/{id}/r0', preflight: false, status: 307, headers: [...allowed, ['Location', '{B}/{id}/r0']] },
    { url: '{B}/{id}/r0', preflight: true, status: 200, headers: allowed },
    { url: '{B}/{id}/r0', preflight: false, status: 200, headers: allowed },
  ],
};

function jobOf(id: string, { request }: Exchange): Job {
  return {
    id,
    url: request.url,
    initiator: request.initiator,
    opaque: request.origin === 'null',
    method: request.method,
    headers: request.headers,
    credentials: request.credentials,
    mode: request.mode,
    redirect: request.redirect,
    body: request.body !== false,
    uploadListener: request.uploadListener === true,
    targetAddressSpace: request.targetAddressSpace,
  };
}

const companions =
  /^(Failed to load resource: |\[?JavaScript Warning|Error: |Refused to set unsafe header |downloadable font: |oracle-done )/;

/** Console lines by case: by the URL in them, or, where cases ran one by one, by the marker that follows them. */
function attribute(lines: readonly string[], sequential: boolean): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let waiting: string[] = [];
  for (const line of lines) {
    if (line.startsWith(marker)) {
      if (sequential) found.set(line.split(' ')[1] ?? '', waiting);
      waiting = [];
      continue;
    }
    if (companions.test(line)) continue;
    if (sequential) {
      waiting.push(line);
      continue;
    }
    const id = /\/\/[^/]*\/(k[0-9a-z]+)\//.exec(line)?.[1] ?? '';
    found.set(id, [...(found.get(id) ?? []), line]);
  }
  return found;
}
