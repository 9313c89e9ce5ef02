import type { CorsRequest, Exchange, HeaderList, Send, Verdict } from '../cors/types.ts';
import type { Engine } from '../engines/types.ts';

/** One request as it goes over the wire, without Host, Connection and Content-Length: the transport adds those. */
export interface WireRequest {
  /** Without fragment. */
  readonly url: string;
  readonly method: string;
  readonly headers: HeaderList;
  readonly body: string | null;
  /** Cookies may go along. Browsers keep a connection of its own for such requests. */
  readonly credentials: boolean;
}

export interface WireResponse {
  readonly status: number;
  readonly statusText: string;
  /** Field lines as they came, unjoined; a character stands for a byte. */
  readonly headers: HeaderList;
}

/** Why there is no response. */
export type FailureKind =
  | 'dns'
  | 'refused'
  | 'unreachable'
  | 'reset'
  | 'closed'
  | 'timeout'
  | 'tls'
  | 'http-parse'
  | 'http2'
  | 'headers-too-large'
  | 'proxy'
  | 'mixed-content'
  | 'unsendable'
  | 'aborted'
  | 'other';

export interface Failure {
  readonly kind: FailureKind;
  /**
   * Such as ECONNREFUSED, CERT_HAS_EXPIRED or HPE_INVALID_CONSTANT; for http2 the name of RFC 9113, for a proxy that refuses its status.
   * Null when there is none.
   */
  readonly code: string | null;
  /** What was under way: nothing yet, the connection, its TLS handshake, or the response. */
  readonly phase: 'before' | 'connect' | 'tls' | 'response';
  /** Host and port of the proxy that was to be gone through. */
  readonly proxy?: string;
  /** The certificate that was refused. */
  readonly certificate?: CertificateFacts;
}

/** What a certificate says of itself. Dates are UTC, `2026-11-23`. */
export interface CertificateFacts {
  /** The host names and addresses that it is for. */
  readonly names: readonly string[];
  readonly issuer: string;
  readonly from: string;
  readonly until: string;
}

/** In milliseconds; null for a phase that did not take place, as on a connection that was reused. */
export interface Timing {
  readonly dns: number | null;
  readonly connect: number | null;
  readonly tls: number | null;
  /** From the connection being there to the response's header. */
  readonly firstByte: number | null;
  readonly total: number;
}

/** What a body is by its first bytes, decoded, whatever its Content-Type says. */
export type BodyLooks = 'empty' | 'html' | 'json' | 'text' | 'binary';

/** How far a body was read: nothing of it is kept. */
export interface BodyRead {
  /** As they came, not decoded. */
  readonly bytes: number;
  readonly looks: BodyLooks;
  /** cut: longer, or slower, than what is waited for. failed: the connection broke before its end. */
  readonly end: 'complete' | 'cut' | 'failed';
}

export type HttpVersion = '1.1' | '2';

/** The connection that a request went over. */
export interface WireRoute {
  /** Address and port that were connected to; null when nothing was. */
  readonly remote: string | null;
  /** Host and port of the proxy in between; null for none. */
  readonly proxy: string | null;
  /** Null without a connection. */
  readonly httpVersion: HttpVersion | null;
  /** Why browsers refuse the server's certificate, as Node's code, where the test was told to go on. */
  readonly untrusted: string | null;
}

/** What came of one request. Exactly one of `response` and `failure` is there. */
export type WireAnswer = WireRoute & {
  readonly timing: Timing;
  readonly reusedConnection: boolean;
  /** 1xx that came before the response, such as 103. */
  readonly informational: readonly number[];
} & (
    | { readonly response: WireResponse; readonly body: BodyRead; readonly failure: null }
    | { readonly response: null; readonly body: null; readonly failure: Failure }
  );

export interface SendLimits {
  readonly signal: AbortSignal | null;
  /** For everything up to the response's header. */
  readonly timeoutMs: number;
  /** For the body after it. */
  readonly bodyMs: number;
  readonly maxBodyBytes: number;
}

/** Sends requests, one after another, over HTTP/1.1 or HTTP/2, on connections that are reused as a browser would. `send` never rejects. */
export interface Transport {
  send(request: WireRequest, limits: SendLimits): Promise<WireAnswer>;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** A request that went out, and what came of it. */
export interface ProbeExchange {
  readonly send: Send;
  readonly request: WireRequest;
  readonly answer: WireAnswer;
  /** When it went out, in milliseconds since the probe began. */
  readonly startMs: number;
}

/** A harmless request beside those that a browser would send, and what came of it. */
export interface ControlExchange {
  readonly kind: ControlKind;
  readonly exchange: ProbeExchange;
}

export type ControlKind =
  /** The same request without an Origin. */
  | 'no-origin'
  /** The same request from an origin that nobody knows. */
  | 'other-origin'
  /** The same OPTIONS on a path that does not exist. */
  | 'random-path'
  /** The same OPTIONS with what authorises the request, which no browser sends. */
  | 'with-credentials';

/** Which part of a preflight the server refuses, as smaller preflights show. */
export interface Blame {
  /** everything: an origin alone is refused too. combination: each part alone is allowed. */
  readonly refused: 'everything' | 'parts' | 'combination';
  /** Refused alone; null when it is not. */
  readonly method: string | null;
  /** Refused alone, lower-case. */
  readonly headers: readonly string[];
  /** The smaller preflights; the first asks about the origin alone. */
  readonly sent: readonly ProbeExchange[];
}

/** What other engines than Chromium have of the fetch. */
export interface Elsewhere {
  /** Missing where nobody asked. An exchange that ends early is one in which a request was not sent. */
  readonly exchanges: Readonly<Partial<Record<Engine, Exchange>>>;
  /** The requests that only they send. */
  readonly sent: readonly ProbeExchange[];
}

/** Why a probe ended before the fetch did. */
export type Stopped =
  | 'aborted'
  /** The request that is next changes state on the server, and nobody agreed to that. */
  | 'unconfirmed';

/** Everything about one live test. */
export interface ProbeResult {
  /** As the page's `Request` has it: with the Content-Type that a text body brings along. */
  readonly request: CorsRequest;
  /** Chromium's. */
  readonly exchange: Exchange;
  readonly elsewhere: Elsewhere;
  readonly sent: readonly ProbeExchange[];
  /** The main request, sent for its answer although the preflight failed. A browser would not, and the verdict ignores it. */
  readonly anyway: ProbeExchange | null;
  /** Null where the answer to the preflight says by itself what is refused. */
  readonly blame: Blame | null;
  /** Empty when none were asked for, or none would tell anything. */
  readonly controls: readonly ControlExchange[];
  /** Chromium's. */
  readonly verdict: Verdict;
  readonly stopped: Stopped | null;
  readonly durationMs: number;
}
