import { performance } from 'node:perf_hooks';
import type { SecureContext } from 'node:tls';
import { probe } from '../../src/probe/probe.ts';
import { openTransport } from '../../src/probe/transport.ts';
import { direct, type TransportSettings } from '../../src/probe/transportSettings.ts';
import { trustedContext } from '../../src/probe/trust.ts';
import { reportOf } from '../../src/report/probeReport.ts';
import type { ProbeReport } from '../../src/report/types.ts';
import { asked } from '../real/live/ask.ts';
import { certificate } from '../real/live/certificate.ts';
import type { Animal, Habitat, Home } from './animal.ts';

/** So long a test waits for an animal that keeps everybody waiting, and for any other. */
export const SHORT_MS = 1500;
const LONG_MS = 15_000;

/** So many are visited at the same time. */
const TOGETHER = 12;

/** An animal at home. */
export interface Kept {
  readonly animal: Animal;
  readonly home: Home;
}

/** Everything that runs, and what it takes to trust it. */
export interface Zoo {
  readonly habitat: Habitat;
  /** Those that keep everybody waiting come first. */
  readonly kept: readonly Kept[];
  close(): void;
}

export async function openZoo(animals: readonly Animal[]): Promise<Zoo> {
  const authority = await certificate({ isAuthority: true });
  const leaf = await certificate({ authority });
  const habitat = { authority, leaf };
  const waiting = animals.filter(({ waits }) => waits);
  const others = animals.filter(({ waits }) => !waits);
  const kept = await Promise.all(
    [...waiting, ...others].map(async (animal) => ({ animal, home: await animal.keep(habitat) })),
  );
  return { habitat, kept, close: () => kept.forEach(({ home }) => home.close()) };
}

/** What a live test takes: plain data, so that another process can make it. */
export type Errand = Pick<Animal, 'request' | 'body' | 'waits'> & { readonly url: string };

export interface Visit {
  readonly report: ProbeReport;
  readonly tookMs: number;
}

/** Makes live tests of animals. */
export class Visitor {
  readonly #settings: TransportSettings;
  readonly #trusted: SecureContext;

  /** `authority` is the certificate of that which they trust. */
  constructor(authority: string) {
    this.#settings = { ...direct, ca: [authority] };
    this.#trusted = trustedContext(this.#settings);
  }

  /** One live test over a transport of its own. */
  async visit({ url, request, body = '', waits }: Errand): Promise<Visit> {
    const transport = openTransport(this.#settings, { trusted: this.#trusted });
    const start = performance.now();
    const timeoutMs = waits ? SHORT_MS : LONG_MS;
    const options = { timeoutMs, confirm: () => true, body: body === '' ? null : body };
    try {
      const report = reportOf(await probe(asked(url, request), transport, options), timeoutMs);
      return { report, tookMs: performance.now() - start };
    } finally {
      await transport.close();
    }
  }
}

/** Calls `work` with each item, a few at a time. Out: the results, in the order of the items. */
export async function each<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results[next[0]] = await work(next[1]);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
  return results;
}
