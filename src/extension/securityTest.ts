import type { SecurityReport } from '../report/security.ts';
import { readForm } from './formRequest.ts';
import type { Form, SecurityState } from './protocol.ts';
import { openTestTransport, type HttpSettings } from './testTransport.ts';

/** What could be probed for this form; null where there is nothing. Sends nothing. */
export async function offerSecurity(form: Form): Promise<SecurityState | null> {
  const { request } = readForm(form);
  if (request === null || !/^https?:/i.test(request.url) || !URL.canParse(request.url)) return null;
  const { securityPlan } = await import('../probe/securityPlan.ts');
  const { consent, requests, host } = securityPlan(request);
  return requests === 0 ? null : { kind: 'offered', consent, requests, host };
}

/** Sends the security probes for this form. Call it only after the person agreed to the offer; null for a form without an offer. */
export async function testSecurity(
  form: Form,
  options: {
    readonly http: HttpSettings;
    readonly signal: AbortSignal;
    /** Told how many requests were answered. */
    readonly onAnswer: (done: number) => void;
  },
): Promise<SecurityReport | null> {
  const asked = readForm(form);
  if (asked.request === null) return null;
  const [{ securityPlan }, { securityProbe }, { securityReportOf }, transport] = await Promise.all([
    import('../probe/securityPlan.ts'),
    import('../probe/security.ts'),
    import('../report/security.ts'),
    openTestTransport(options.http),
  ]);
  try {
    const plan = securityPlan(asked.request);
    const { cookie } = asked;
    const { signal, onAnswer } = options;
    return securityReportOf(
      await securityProbe(asked.request, plan, transport, { signal, cookie, onAnswer }),
    );
  } finally {
    await transport.close();
  }
}
