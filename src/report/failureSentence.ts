import type { Failure } from '../probe/types.ts';

/** Whom a failure is about. */
export interface FailureContext {
  /** Of the URL that failed. */
  readonly url: URL;
  readonly origin: string;
  /** What was asked, such as `OPTIONS /orders`. */
  readonly asked: string;
  readonly timeoutMs: number | null;
}

/** One sentence about why there is no answer: what happened, to what, what to do next. */
export function failureSentence(failure: Failure, context: FailureContext): string {
  const { url, origin, asked } = context;
  const { host, hostname } = url;
  switch (failure.kind) {
    case 'dns':
      return `No server has the name ${hostname}: check its spelling, or whether this machine's DNS, VPN or hosts file knows it.`;
    case 'refused':
      return `Nothing listens on ${hostAndPort(url)}: start the server, or check the port.`;
    case 'unreachable':
      return `${host} cannot be reached from this machine: check the network or VPN.`;
    case 'reset':
      if (failure.phase === 'tls') return noHandshake(url);
      return `${host} broke the connection off ${failure.phase === 'connect' ? 'before it stood' : `instead of answering ${asked}`}: look into the server's log.`;
    case 'closed':
      if (failure.phase === 'tls') return noHandshake(url);
      return `${host} closed the connection without answering ${asked}: look into the server's log.`;
    case 'timeout':
      if (failure.phase === 'tls') return noHandshake(url);
      return failure.phase === 'connect'
        ? `${host} did not accept a connection${within(context)}: check address, port and firewall.`
        : `${host} did not answer ${asked}${within(context)}: look into what the server waits for.`;
    case 'tls':
      return tlsSentence(failure.code, url);
    case 'http-parse':
      if (failure.code === 'UNASKED_1XX') {
        return `${host} answered ${asked} with a status 100 or 101 that nobody asked for: let it send the final status alone.`;
      }
      return failure.code === 'TLS_ANSWER'
        ? `${hostAndPort(url)} speaks https: use https:// in the URL.`
        : `${host} answered ${asked} with something that is not HTTP: check that the port belongs to an HTTP server.`;
    case 'headers-too-large':
      return `The headers of the answer to ${asked} are larger than 256 KB, where browsers give up: let ${host} send less.`;
    case 'mixed-content':
      return `A page on https may not call http://${host} (mixed content): serve the API over https.`;
    case 'unsendable':
      return `${asked} holds characters that cannot be sent over HTTP: check method and headers.`;
    case 'aborted':
      return `The test was stopped before ${host} answered ${asked}.`;
    case 'other':
      return `The connection to ${host} for the page on ${origin} failed (${failure.code ?? 'no reason given'}): try the URL with curl on this machine.`;
  }
}

function noHandshake(url: URL): string {
  return `${hostAndPort(url)} does not answer in TLS: check that the port speaks https, or use http:// in the URL.`;
}

function within({ timeoutMs }: FailureContext): string {
  return timeoutMs === null ? ' in time' : ` within ${Number((timeoutMs / 1000).toPrecision(3))} s`;
}

function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

function tlsSentence(code: string | null, url: URL): string {
  const { host, hostname } = url;
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return `The certificate of ${host} has expired, so browsers refuse the connection: renew it.`;
    case 'CERT_NOT_YET_VALID':
      return `The certificate of ${host} is not valid yet: check the clocks of server and machine.`;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return `The certificate of ${host} is self-signed, so browsers refuse the connection: trust it on this machine (mkcert does that), or use one from a certificate authority.`;
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return `The certificate of ${host} comes from an authority that this machine does not trust: install that authority's certificate.`;
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return `${host} does not send its intermediate certificate: let the server send the whole chain.`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return `The certificate of ${host} is not for ${hostname}: use a name that the certificate lists, or a certificate for this one.`;
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return `${hostAndPort(url)} speaks plain http: use http:// in the URL, or set up https on the server.`;
    default:
      return `No secure connection to ${host} came about (${code ?? 'no reason given'}): check its TLS set-up.`;
  }
}
