import type { Send } from '../cors/types.ts';
import type { ProbeReport } from '../report/types.ts';
import { asCurl, asFetch } from './copy.ts';
import { readForm } from './formRequest.ts';
import type { Form } from './protocol.ts';
import { openTestTransport, type HttpSettings } from './testTransport.ts';

export interface TestOptions {
  readonly signal: AbortSignal;
  readonly http: HttpSettings;
  /** Sends the main request also when the preflight failed. */
  readonly sendAnyway?: boolean;
  /** Told of the report as soon as the verdict stands; what comes of the comparisons after it is in the outcome. */
  readonly onVerdict: (report: ProbeReport) => void;
  /** Told in words what goes out next, until the verdict stands. */
  readonly onStep: (step: string) => void;
  /** Asked before a request that changes state on the server. */
  readonly confirm: (send: Send) => Promise<boolean>;
}

export type TestOutcome =
  | { readonly kind: 'report'; readonly report: ProbeReport }
  | { readonly kind: 'cancelled' }
  /** Nothing was sent: what is wrong with the form. */
  | { readonly kind: 'refused'; readonly sentence: string };

/** For each request, in milliseconds. */
const timeoutMs = 10_000;

/** Runs the test that a form asks for. Never rejects for what the network or the form holds: it is told in the outcome. */
export async function runTest(form: Form, options: TestOptions): Promise<TestOutcome> {
  const { signal, onStep, onVerdict, confirm, sendAnyway = false, http } = options;
  const asked = readForm(form);
  if (asked.request === null) return { kind: 'refused', sentence: asked.sentence };
  onStep('Preparing the request');
  const [{ probe }, { reportOf }, transport] = await Promise.all([
    import('../probe/probe.ts'),
    import('../report/probeReport.ts'),
    openTestTransport(http),
  ]);
  let judged = false;
  try {
    const result = await probe(asked.request, transport, {
      signal,
      timeoutMs,
      body: asked.body,
      cookie: asked.cookie,
      sendAnyway,
      controls: true,
      onVerdict: (result) => {
        judged = true;
        onVerdict(reportOf(result, timeoutMs));
      },
      confirm,
      onStep: (send) => {
        if (!judged) onStep(stepWords(send));
      },
    });
    if (signal.aborted) return { kind: 'cancelled' };
    return { kind: 'report', report: reportOf(result, timeoutMs) };
  } finally {
    await transport.close();
  }
}

function stepWords({ preflight, method, url, hop }: Send): string {
  const what = preflight ? `Asking permission first: preflight to ${url}` : `Sending ${method} to ${url}`;
  return hop === 0 ? what : `${what}, redirect ${hop}`;
}

/** The form's request to paste elsewhere; the sentence about what is wrong with the form when it has none. */
export function copyOf(form: Form, format: 'curl' | 'fetch'): string {
  const asked = readForm(form);
  if (asked.request === null) return asked.sentence;
  return format === 'curl' ? asCurl(asked) : asFetch(asked);
}
