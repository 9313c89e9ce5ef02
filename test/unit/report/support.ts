import type { CorsRequest, HeaderList } from '../../../src/cors/types.ts';
import { probe, type ProbeOptions } from '../../../src/probe/probe.ts';
import type { WireAnswer, WireRequest } from '../../../src/probe/types.ts';
import { reportOf } from '../../../src/report/probeReport.ts';
import type { ProbeReport } from '../../../src/report/types.ts';
import { StubTransport } from '../probe/stubTransport.ts';

export const origin = 'http://localhost:3000';

export const request: CorsRequest = {
  url: 'http://api.test/orders',
  origin,
  method: 'GET',
  headers: [],
  credentials: 'omit',
  mode: 'cors',
  redirect: 'follow',
  body: false,
  initiator: 'fetch',
};

/** The report on a test in which a function plays the server. */
export async function report(
  changed: Partial<CorsRequest>,
  answer: (request: WireRequest) => WireAnswer,
  options: ProbeOptions = { confirm: () => true },
): Promise<ProbeReport> {
  return reportOf(await probe({ ...request, ...changed }, new StubTransport(answer), options), 10_000);
}

/** Headers that let `origin` in. */
export function allow(...more: HeaderList): HeaderList {
  return [['Access-Control-Allow-Origin', origin], ['Vary', 'Origin'], ...more];
}

/** The value of a request header; null when it is missing. */
export function sentHeader({ headers }: WireRequest, name: string): string | null {
  return headers.find(([other]) => other === name)?.[1] ?? null;
}
