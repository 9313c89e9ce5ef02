import * as tls from 'node:tls';
import type { CertificateFacts } from './types.ts';
import type { TransportSettings } from './transportSettings.ts';

/**
 * What certificates are checked against: Node's own authorities with NODE_EXTRA_CA_CERTS, the machine's where they are wanted, and those
 * given. Node before 22.15 cannot read the machine's. Takes a tenth of a second.
 */
export function trustedContext({ systemCertificates, ca }: TransportSettings): tls.SecureContext {
  if (typeof tls.getCACertificates !== 'function') {
    return ca.length === 0
      ? tls.createSecureContext()
      : tls.createSecureContext({ ca: [...tls.rootCertificates, ...ca] });
  }
  const system = systemCertificates ? tls.getCACertificates('system') : [];
  return tls.createSecureContext({ ca: [...tls.getCACertificates('default'), ...system, ...ca] });
}

/** Characters of a name in a certificate that are kept. */
const MAX_NAME = 100;
/** Names of a certificate that are kept. */
const MAX_NAMES = 20;

/** What a certificate says of itself; null when the server sent none. It may be anybody's text: printable ASCII is what is kept of it. */
export function certificateFacts(socket: tls.TLSSocket): CertificateFacts | null {
  const { subject, issuer, subjectaltname, valid_from, valid_to } = socket.getPeerCertificate();
  if (valid_to === undefined) return null;
  const names = (subjectaltname ?? '')
    .split(', ')
    .map((name) => name.replace(/^(?:DNS|IP Address):/, ''))
    .filter((name) => name !== '');
  return {
    names: (names.length > 0 ? names : [text(subject?.CN)]).slice(0, MAX_NAMES).map(printable),
    issuer: printable(text(issuer?.O ?? issuer?.CN)),
    from: day(valid_from),
    until: day(valid_to),
  };
}

/** A field of a name may be there several times. */
function text(field: string | readonly string[] | undefined): string {
  return (typeof field === 'string' ? field : field?.[0]) ?? '';
}

function printable(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_NAME);
}

/** `Nov 23 15:00:00 2026 GMT` as `2026-11-23`. */
function day(date: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? printable(date) : new Date(time).toISOString().slice(0, 10);
}
