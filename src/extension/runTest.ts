import type { Send } from '../cors/types.ts';
import { asCurl, asFetch } from './copy.ts';
import { formToKeep, readForm } from './formRequest.ts';
import type { CopyFormat, Form, Shown } from './protocol.ts';

export interface TestOptions {
  readonly signal: AbortSignal;
  /** Told in words what goes out next. */
  readonly onStep: (step: string) => void;
  /** Asked before a request that changes state on the server. */
  readonly confirm: (send: Send) => Promise<boolean>;
}

/** For each request, in milliseconds. */
const timeoutMs = 10_000;

/** Runs the test that a form asks for. Never rejects for what the network or the form holds: it is told in what is shown. */
export async function runTest(form: Form, { signal, onStep, confirm }: TestOptions): Promise<Shown> {
  const { request, sentence } = readForm(form);
  if (request === null) return { kind: 'refused', sentence };
  onStep('Preparing the request');
  const [{ probe }, { openTransport }, { redactResult }, { reportOf }] = await Promise.all([
    import('../probe/probe.ts'),
    import('../probe/transport.ts'),
    import('../probe/redactResult.ts'),
    import('../report/probeReport.ts'),
  ]);
  const transport = openTransport();
  try {
    const result = await probe(request, transport, {
      signal,
      timeoutMs,
      confirm,
      onStep: (send) => onStep(stepWords(send)),
    });
    if (signal.aborted) return { kind: 'cancelled' };
    return { kind: 'report', report: reportOf(redactResult(result), timeoutMs) };
  } finally {
    await transport.close();
  }
}

function stepWords({ preflight, method, url, hop }: Send): string {
  const what = preflight ? `Asking permission first: preflight to ${url}` : `Sending ${method} to ${url}`;
  return hop === 0 ? what : `${what}, redirect ${hop}`;
}

/** The form's request in a format to paste elsewhere; the sentence about what is wrong with the form when it has none. */
export function copyOf(form: Form, format: CopyFormat): string {
  const { request, sentence } = readForm(form);
  if (request === null) return sentence;
  return format === 'curl' ? asCurl(request) : asFetch(request);
}

/** The part of a form that may be kept on disk. */
export async function keptForm(form: Form): Promise<Form> {
  return formToKeep(form, await import('../probe/redact.ts'));
}
