import type { Failure, FailureKind } from './types.ts';

const kindOfCode: Readonly<Record<string, FailureKind | undefined>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_NODATA: 'dns',
  ENODATA: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_SOCKET: 'closed',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'headers-too-large',
  // undici asserts what it believes of a status.
  ERR_ASSERTION: 'http-parse',
  UND_ERR_INVALID_ARG: 'unsendable',
  UND_ERR_NOT_SUPPORTED: 'unsendable',
};

/** OpenSSL's and Node's names for what is wrong with a certificate or a handshake. */
const tlsCode =
  /^(ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|HOSTNAME_MISMATCH$|EPROTO$)/;

/** Node's names for a header that HTTP/2 cannot carry. */
const unsendableCode = /^ERR_HTTP2_(INVALID_|HEADER_SINGLE_VALUE|CONNECT_|STATUS_)/;

/** Why a request got no answer, without what was under way. */
type Reason = Omit<Failure, 'phase'>;

/** A connection that did not come about, with its reason. */
export class ConnectError extends Error {
  readonly failure: Reason;

  constructor(failure: Reason) {
    super(failure.code ?? failure.kind);
    this.failure = failure;
  }

  /** Whatever went wrong on the way to or through a proxy is the proxy's. */
  static ofProxy(error: unknown, proxy: string): ConnectError {
    const { kind, code } = failureOf(error);
    return new ConnectError({ kind: 'proxy', code: code ?? (kind === 'closed' ? 'CLOSED' : null), proxy });
  }
}

/** Why a request got no answer. In: whatever was thrown by Node, undici or `connect`. */
export function failureOf(error: unknown): Reason {
  if (error instanceof ConnectError) return error.failure;
  if (error instanceof Error && error.name === 'HTTPParserError') {
    return { kind: 'http-parse', code: parseCode(error) };
  }
  if (codeOf(error) === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    return { kind: 'http-parse', code: MALFORMED_HEADER };
  }
  if (
    error instanceof Error &&
    error.name === 'SocketError' &&
    /^bad (?:response|upgrade)$/.test(error.message)
  ) {
    return { kind: 'http-parse', code: UNASKED_1XX };
  }
  if (error instanceof Error && error.message.startsWith('Too many CONTINUATION frames')) {
    return { kind: 'headers-too-large', code: TOO_MANY_CONTINUATIONS };
  }
  const code = codeOf(error);
  return { kind: kindOf(code), code };
}

/** The code of an http-parse failure: 100 or 101 that nobody asked for. Browsers pass over a 100, undici does not. */
export const UNASKED_1XX = 'UNASKED_1XX';

/** The code of headers that are too large in HTTP/2, where Node reads 128 KB. */
export const TOO_MANY_CONTINUATIONS = 'TOO_MANY_CONTINUATIONS';

/** The code of an http-parse failure in which the answer is TLS: the port speaks https. */
export const TLS_ANSWER = 'TLS_ANSWER';

/** The code of an http-parse failure in which the first line is HTTP and what follows is not. */
export const MALFORMED_HEADER = 'MALFORMED_HEADER';

/** The words of llhttp, undici's parser, for what is wrong after the first line. */
const aboutHeaders = /\(.*(?:header|content-length|transfer-encoding|after CR|CR after|LF after).*\)$/i;

function parseCode(error: Error): string | null {
  if ('data' in error && isTlsRecord(error.data)) return TLS_ANSWER;
  return aboutHeaders.test(error.message) ? MALFORMED_HEADER : codeOf(error);
}

/** A TLS record's type (alert or handshake) and major version. */
function isTlsRecord(data: unknown): boolean {
  return typeof data === 'string' && (data.startsWith('\x15\x03') || data.startsWith('\x16\x03'));
}

function kindOf(code: string | null): FailureKind {
  if (code === null) return 'other';
  if (tlsCode.test(code)) return 'tls';
  if (code.startsWith('ERR_HTTP2_')) return unsendableCode.test(code) ? 'unsendable' : 'http2';
  return kindOfCode[code] ?? 'other';
}

/** An error's code, or that of what caused it; of several attempts (IPv6, IPv4) the last, which is the one that was left. */
function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') {
    const cause = 'cause' in error ? codeOf(error.cause) : null;
    return error.code === 'UND_ERR_SOCKET' && cause !== null ? cause : error.code;
  }
  if (error instanceof AggregateError) return codeOf(error.errors.at(-1));
  return 'cause' in error ? codeOf(error.cause) : null;
}
