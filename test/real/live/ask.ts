import { probe, type ProbeOptions } from '../../../src/probe/probe.ts';
import { openTransport } from '../../../src/probe/transport.ts';
import { direct, type TransportSettings } from '../../../src/probe/transportSettings.ts';
import { reportOf } from '../../../src/report/probeReport.ts';
import type { ProbeReport, ReportExchange } from '../../../src/report/types.ts';
import type { CorsRequest } from '../../../src/cors/types.ts';

export const pageOrigin = 'http://localhost:3000';

/** What a page on `pageOrigin` asks for, a GET when nothing else is said. */
export function asked(url: string, more: Partial<CorsRequest> = {}): CorsRequest {
  return {
    url,
    origin: pageOrigin,
    method: 'GET',
    headers: [],
    credentials: 'omit',
    mode: 'cors',
    redirect: 'follow',
    body: false,
    initiator: 'fetch',
    ...more,
  };
}

/** One live test over a transport of its own, as a report. */
export async function report(
  request: CorsRequest,
  settings: Partial<TransportSettings> = {},
  options: ProbeOptions = {},
): Promise<ProbeReport> {
  const transport = openTransport({ ...direct, ...settings });
  try {
    return reportOf(await probe(request, transport, { confirm: () => true, ...options }), options.timeoutMs);
  } finally {
    await transport.close();
  }
}

/** The last request of a live test. */
export function last({ exchanges }: ProbeReport): ReportExchange {
  const exchange = exchanges.at(-1);
  if (exchange === undefined) throw new Error('Nothing was sent.');
  return exchange;
}
