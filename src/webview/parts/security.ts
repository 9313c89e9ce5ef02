import type { SecurityState } from '../../extension/protocol.ts';
import type { SecurityFinding, SecurityReport } from '../../report/security.ts';
import { button, fold, h, list } from '../dom.ts';
import type { PartEvents } from './events.ts';

/** What an attacker's page could do: asked for by the person alone, with target and number of requests in the question. */
export function securityView(security: SecurityState | null, { post }: PartEvents): HTMLElement | null {
  switch (security?.kind) {
    case undefined:
      return null;
    case 'offered':
      return fold(
        'security',
        'Security',
        'not probed',
        false,
        h('p', {}, security.consent),
        button(
          `Send up to ${security.requests} requests to ${security.host}`,
          () => post({ type: 'probeSecurity' }),
          {
            id: 'probe-security',
          },
        ),
      );
    case 'running':
      return fold(
        'security',
        'Security',
        'probing',
        true,
        h('p', { role: 'status' }, `${security.done} of up to ${security.requests} requests answered.`),
        button('Stop', () => post({ type: 'cancel' }), { id: 'stop-security' }),
      );
    case 'done':
      return fold(
        'security',
        'Security',
        findingsWords(security.report),
        true,
        ...reportParts(security.report),
      );
  }
}

function findingsWords({ findings }: SecurityReport): string {
  if (findings.length === 0) return 'no way in found';
  return findings.length === 1 ? '1 finding' : `${findings.length} findings`;
}

function reportParts({ sentence, requests, url, method, findings }: SecurityReport): HTMLElement[] {
  return [
    // The worst finding says the same.
    findings.length === 0
      ? h('p', { role: 'status' }, sentence)
      : h('div', { role: 'status' }, h('ul', { class: 'findings' }, ...findings.map(findingView))),
    h('p', { class: 'muted' }, `${requests} ${method} requests went to ${url}.`),
  ];
}

function findingView({ severity, sentence, origins, because }: SecurityFinding): HTMLElement {
  return h(
    'li',
    {},
    h('p', {}, h('strong', { class: `severity ${severity}` }, `${severity}: `), sentence),
    h('p', { class: 'value' }, origins.join(', ')),
    list(because),
  );
}
