import { each, Visitor, type Errand } from './visit.ts';

/** What the process that starts this sends. */
export interface Rounds {
  readonly authority: string;
  readonly errands: readonly Errand[];
  readonly rounds: number;
}

/** In bytes, after a round and the garbage collection that follows it. */
export interface Memory {
  readonly heap: number;
  readonly buffers: number;
}

/** Sent back. */
export interface Measured {
  /** One for each round. */
  readonly after: readonly Memory[];
  /** What the process had at most, in bytes. */
  readonly peak: number;
}

/** Visits the whole zoo several times in this process, which needs --expose-gc. */
async function run({ authority, errands, rounds }: Rounds): Promise<Measured> {
  const visitor = new Visitor(authority);
  const after: Memory[] = [];
  for (let round = 0; round < rounds; round++) {
    await each(errands, async (errand) => (await visitor.visit(errand)).report.result);
    // What a socket leaves behind is freed a turn after its end.
    for (let turn = 0; turn < 5; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      globalThis.gc?.();
    }
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    after.push({ heap: heapUsed, buffers: arrayBuffers });
  }
  return { after, peak: process.resourceUsage().maxRSS * 1024 };
}

process.once('message', (rounds: Rounds) => {
  void run(rounds).then((measured) => process.send?.(measured, () => process.disconnect()));
});
