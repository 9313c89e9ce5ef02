import type { Failure } from '../probe/types.ts';

/** Why there is no secure connection, whether browsers have one, and what to do. `url` is the one that failed. */
export function tlsSentence({ code, certificate }: Pick<Failure, 'code' | 'certificate'>, url: URL): string {
  const { host, hostname } = url;
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return `The certificate of ${host} expired${on(certificate?.until)}, so browsers refuse the connection: renew it.`;
    case 'CERT_NOT_YET_VALID':
      return `The certificate of ${host} is not valid yet${from(certificate?.from)}, so browsers refuse the connection: check the clocks of server and machine.`;
    case 'CERT_REVOKED':
      return `The certificate of ${host} was revoked, so browsers refuse the connection: get a new one.`;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return `The certificate of ${host} is self-signed, so browsers refuse the connection: trust it on this machine (mkcert does that), or use one from a certificate authority.`;
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return `The certificate of ${host} comes from an authority${named(certificate?.issuer)} that this machine does not trust, and browsers refuse it unless they know that authority: install the authority's certificate.`;
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return `${host} does not send its intermediate certificate, which only some browsers find by themselves: let the server send the whole chain.`;
    case 'UNSPECIFIED':
      return `The certificate of ${host}, or one above it, is refused as too weak, mostly for a short key or a signature over SHA-1, so browsers refuse the connection: get a new one.`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return `The certificate of ${host} is ${meantFor(certificate?.names)}not for ${hostname}, so browsers refuse the connection: use a name that the certificate lists, or a certificate for this one.`;
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return `${hostname}:${url.port || '443'} speaks plain http: use http:// in the URL, or set up https on the server.`;
    case 'ERR_SSL_UNSUPPORTED_PROTOCOL':
    case 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION':
      return `${host} speaks only versions of TLS that browsers refuse: switch on TLS 1.2 or 1.3.`;
    case 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED':
    case 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE':
      return `${host} wants a client certificate, which browsers ask people for and this test has not: test a host that wants none.`;
    default:
      return `No secure connection to ${host} came about (${code ?? 'no reason given'}), and browsers get none either: check its TLS set-up.`;
  }
}

function on(day: string | undefined): string {
  return day === undefined ? '' : ` on ${day}`;
}

function from(day: string | undefined): string {
  return day === undefined ? '' : ` (from ${day} on)`;
}

function named(issuer: string | undefined): string {
  return issuer === undefined || issuer === '' ? '' : ` (${issuer})`;
}

function meantFor(names: readonly string[] | undefined): string {
  const [first = '', second] = names ?? [];
  if (first === '') return '';
  return `for ${second === undefined ? first : `${first}, ${second}${names !== undefined && names.length > 2 ? ' …' : ''}`}, `;
}
