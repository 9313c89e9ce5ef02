import type { OutcomeKind, ReasonKind } from './types.ts';

const blocking: ReadonlySet<ReasonKind> = new Set<ReasonKind>([
  'missing-allow-origin',
  'multiple-allow-origin',
  'invalid-allow-origin',
  'allow-origin-mismatch',
  'wildcard-with-credentials',
  'allow-credentials-not-true',
  'preflight-status',
  'preflight-redirect',
  'invalid-allow-methods',
  'invalid-allow-headers',
  'method-not-allowed',
  'header-not-allowed',
  'redirect-with-credentials',
  'cross-origin-disallowed-by-mode',
  'scheme-not-supported',
  'target-address-space-mismatch',
  'local-network-insecure',
  'local-network-denied',
]);

/** blocked for what CORS and the same-origin policy decide, network-error for everything else that fails. */
export function outcomeOf(kind: ReasonKind): OutcomeKind {
  return blocking.has(kind) ? 'blocked' : 'network-error';
}
