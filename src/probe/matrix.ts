import type { CorsRequest, CredentialsMode } from '../cors/types.ts';
import { probe, type ProbeOptions } from './probe.ts';
import type { ProbeResult, Transport } from './types.ts';

/** Which requests to test, for one URL: each origin with each method and each credentials mode. */
export interface MatrixPlan {
  /** What they have in common; its origin, method and credentials do not count. */
  readonly request: CorsRequest;
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly credentials: readonly CredentialsMode[];
}

export interface MatrixCell {
  readonly origin: string;
  readonly method: string;
  readonly credentials: CredentialsMode;
}

/** The cells of a plan, row by row: credentials within an origin, methods within those. */
export function cellsOf({ origins, methods, credentials }: MatrixPlan): readonly MatrixCell[] {
  return origins.flatMap((origin) =>
    credentials.flatMap((mode) => methods.map((method) => ({ origin, method, credentials: mode }))),
  );
}

export interface MatrixRun {
  readonly plan: MatrixPlan;
  /** As many as were tested before the run was stopped. */
  readonly cells: readonly (MatrixCell & { readonly result: ProbeResult })[];
}

/**
 * Tests every cell of a plan, one after another. As with `probe`, a request that changes state goes out only where `confirm` says so;
 * its preflight always does. `onCell` is told after each cell how many are done.
 */
export async function probeMatrix(
  plan: MatrixPlan,
  transport: Transport,
  options: ProbeOptions & { readonly onCell?: (done: number) => void } = {},
): Promise<MatrixRun> {
  const cells: MatrixRun['cells'][number][] = [];
  for (const cell of cellsOf(plan)) {
    const result = await probe({ ...plan.request, ...cell }, transport, { ...options, controls: false });
    if (result.stopped === 'aborted') break;
    cells.push({ ...cell, result });
    options.onCell?.(cells.length);
  }
  return { plan, cells };
}
