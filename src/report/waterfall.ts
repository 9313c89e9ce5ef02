import type { ProbeExchange } from '../probe/types.ts';
import type { WaterfallBar } from './types.ts';

type Phase = WaterfallBar['phases'][number];

/** When each request was where. Time that no phase accounts for, such as the wait for a free connection, stays blank. */
export function waterfallOf(exchanges: readonly ProbeExchange[]): readonly WaterfallBar[] {
  return exchanges.map(barOf);
}

function barOf({ send, answer, startMs }: ProbeExchange): WaterfallBar {
  const { dns, connect, tls, firstByte, total } = answer.timing;
  const end = startMs + total;
  const phases: Phase[] = [];
  let at = startMs;
  const take = (phase: Phase['phase'], length: number | null): void => {
    if (length === null) return;
    phases.push({ phase, start: at, end: Math.min(at + length, end) });
    at = Math.min(at + length, end);
  };
  take('dns', dns);
  take('connect', connect);
  take('tls', tls);
  take('wait', firstByte ?? (answer.response === null ? null : end - at));
  if (answer.response !== null) take('body', end - at);
  return { label: `${send.method} ${new URL(send.url).pathname}`, start: startMs, end, phases };
}
