import { asciiLowercase } from '../../src/cors/http.ts';
import type { HeaderLine } from '../../src/cors/types.ts';
import type { Engine } from '../../src/engines/types.ts';
import { probe } from '../../src/probe/probe.ts';
import { REDACTED } from '../../src/probe/redact.ts';
import type { Transport } from '../../src/probe/types.ts';
import { reportOf } from '../../src/report/probeReport.ts';
import type { ProbeReport } from '../../src/report/types.ts';
import type { Case } from './case.ts';
import type { Observation, Oracle } from './oracle.ts';
import { browserView, inOrder } from './view.ts';

/** Where the report of a live test and the browser do not say the same. */
export interface LiveDisagreement {
  readonly property: 'outcome' | 'console' | 'exposed';
  readonly report: unknown;
  readonly browser: unknown;
}

const textType: HeaderLine = ['Content-Type', 'text/plain;charset=UTF-8'];

/** The page of the browsers sends bytes, a live test sends text: with a Content-Type by the script, both send the same. */
export function liveCase({ request, answers }: Case): Case {
  const named = request.headers.some(([name]) => asciiLowercase(name) === 'content-type');
  const headers = request.body === false || named ? request.headers : [...request.headers, textType];
  return { request: { ...request, headers }, answers };
}

/** Tests the endpoint of an observation over the wire, on the server that the browser had, and compares. */
export async function compareLive(
  oracle: Oracle,
  observation: Observation,
  transport: Transport,
): Promise<LiveDisagreement[]> {
  const report = await oracle.serveAgain(observation, async ({ request }) => {
    const options = { confirm: () => true, body: request.body === false ? null : 'x' };
    return reportOf(await probe(request, transport, options));
  });
  const { outcome, console, exposed } = browserView(oracle.engine, observation);
  const told = reported(report, oracle.engine);
  const found: LiveDisagreement[] = [
    { property: 'outcome', report: told.outcome, browser: outcome },
    { property: 'console', report: told.console, browser: console.map(withoutSecrets) },
  ];
  if (oracle.engine === 'chromium') {
    found.push({ property: 'exposed', report: report.exposed, browser: exposed });
  }
  return found.filter(({ report, browser }) => JSON.stringify(report) !== JSON.stringify(browser));
}

function reported(
  { browsers }: ProbeReport,
  engine: Engine,
): { outcome: string; console: readonly string[] } {
  const { outcome, console } = browsers.find((browser) => browser.engine === engine) ?? {
    outcome: 'untested',
    console: [],
  };
  const rejected = outcome === 'blocked' || outcome === 'network-error';
  return { outcome: rejected ? 'rejected' : outcome, console: inOrder(engine, console) };
}

/** Reports hold no passwords, while consoles print the whole URL. */
function withoutSecrets(line: string): string {
  return line.replace(/\/\/(?!:?@)[^/?#\s@]*@/g, `//${REDACTED}@`);
}
