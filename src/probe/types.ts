import type { CorsRequest, Exchange, HeaderList, Send, Verdict } from '../cors/types.ts';

/** One request as it goes over the wire, without Host, Connection and Content-Length: the transport adds those. */
export interface WireRequest {
  /** Without fragment. */
  readonly url: string;
  readonly method: string;
  readonly headers: HeaderList;
  readonly body: string | null;
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
  | 'headers-too-large'
  | 'mixed-content'
  | 'unsendable'
  | 'aborted'
  | 'other';

export interface Failure {
  readonly kind: FailureKind;
  /** Such as ECONNREFUSED, CERT_HAS_EXPIRED or HPE_INVALID_CONSTANT; null when there is none. */
  readonly code: string | null;
  /** What was under way: nothing yet, the connection, its TLS handshake, or the response. */
  readonly phase: 'before' | 'connect' | 'tls' | 'response';
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

/** How far a body was read: nothing of it is kept. */
export interface BodyRead {
  readonly bytes: number;
  /** cut: longer, or slower, than what is waited for. failed: the connection broke before its end. */
  readonly end: 'complete' | 'cut' | 'failed';
}

/** What came of one request. Exactly one of `response` and `failure` is there. */
export type WireAnswer = {
  readonly timing: Timing;
  /** Address and port that were connected to. */
  readonly remote: string | null;
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

/** Sends requests, one after another, on connections that are reused as a browser would. `send` never rejects. */
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
}

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

/** Why a probe ended before the fetch did. */
export type Stopped =
  | 'aborted'
  /** The request that is next changes state on the server, and nobody agreed to that. */
  | 'unconfirmed';

/** Everything about one live test. */
export interface ProbeResult {
  /** As the page's `Request` has it: with the Content-Type that a text body brings along. */
  readonly request: CorsRequest;
  readonly exchange: Exchange;
  readonly sent: readonly ProbeExchange[];
  /** The main request, sent for its answer although the preflight failed. A browser would not, and the verdict ignores it. */
  readonly anyway: ProbeExchange | null;
  /** Null where the answer to the preflight says by itself what is refused. */
  readonly blame: Blame | null;
  /** Chromium's. */
  readonly verdict: Verdict;
  readonly stopped: Stopped | null;
  readonly durationMs: number;
}
