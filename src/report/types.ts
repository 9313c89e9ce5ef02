import type { Cause, CorsRequest, HeaderList, OutcomeKind } from '../cors/types.ts';
import type { Engine } from '../engines/types.ts';
import type { BodyRead, Failure, Stopped, Timing } from '../probe/types.ts';

/**
 * Everything about one live test that is shown, kept or printed: plain data, with secrets redacted. The CLI's JSON and the panel are
 * made of this.
 */
export interface ProbeReport {
  readonly version: 1;
  readonly request: ReportRequest;
  /** stopped: ended by the user, or before a request that changes state. */
  readonly result: 'readable' | 'blocked' | 'not-cors' | 'stopped';
  /** One sentence: who must change what. */
  readonly sentence: string;
  /** What else helps to understand it; null when the sentence says all. */
  readonly detail: string | null;
  /** Who can mend it; null when nothing is broken. */
  readonly who: 'server' | 'page' | 'network' | null;
  readonly cause: Cause | null;
  readonly failure: Failure | null;
  readonly stopped: Stopped | null;
  /** Preflight sent? Request sent? Response readable? In this order. */
  readonly steps: readonly [ReportStep, ReportStep, ReportStep];
  /** Which part of the preflight the server refuses; null where the answer itself says it, or nothing was refused. */
  readonly blame: BlameReport | null;
  /** The header that decided; null when none did. */
  readonly deciding: DecidingHeader | null;
  /** What the response headers are and would have to be. */
  readonly needs: readonly HeaderNeed[];
  readonly exchanges: readonly ReportExchange[];
  readonly browsers: readonly BrowserReport[];
  /** Response headers that the page's script can read, lower-case; `hidden` those that came but stay hidden. */
  readonly exposed: readonly string[];
  readonly hidden: readonly string[];
  /** Sentences about what is not wrong, but worth knowing. */
  readonly notes: readonly string[];
  /** What a test from outside of the page cannot tell. */
  readonly notTested: readonly string[];
  readonly durationMs: number;
}

export interface BlameReport {
  /** everything: an origin alone is refused too. combination: each part alone is allowed. */
  readonly refused: 'everything' | 'parts' | 'combination';
  readonly method: string | null;
  /** As the page wrote them. */
  readonly headers: readonly string[];
  /** How many smaller preflights told. */
  readonly preflights: number;
}

export interface ReportRequest extends Pick<
  CorsRequest,
  'url' | 'origin' | 'method' | 'headers' | 'credentials' | 'mode'
> {
  readonly body: boolean;
}

export interface ReportStep {
  readonly step: 'preflight' | 'request' | 'readable';
  readonly state: 'ok' | 'failed' | 'not-needed' | 'not-sent';
  /** Such as "Preflight refused: 404 in 12 ms". */
  readonly text: string;
}

export interface DecidingHeader {
  readonly name: string;
  /** Index in `exchanges` of the response that has it, or lacks it; null when no response came. */
  readonly exchange: number | null;
  /** Its lines as they came, none when it is missing. */
  readonly values: readonly string[];
}

/** A response header that must change. */
export interface HeaderNeed {
  readonly header: string;
  /** The response that must carry it: the preflight's, or that of the request itself. */
  readonly on: 'preflight' | 'response';
  /** All lines joined; null when it is missing. */
  readonly have: string | null;
  readonly need: string;
}

export interface ReportExchange {
  readonly kind: 'preflight' | 'request';
  /** 0 for the first URL, one more for each redirect. */
  readonly hop: number;
  /** Sent for its answer although the preflight failed: no part of the verdict. */
  readonly anyway: boolean;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: HeaderList;
  readonly status: number | null;
  readonly statusText: string | null;
  readonly responseHeaders: HeaderList;
  readonly failure: Failure | null;
  readonly body: BodyRead | null;
  readonly informational: readonly number[];
  readonly remote: string | null;
  readonly reusedConnection: boolean;
  readonly timing: Timing;
}

export interface BrowserReport {
  readonly engine: Engine;
  /** untested: this browser would send something that was not sent, so nobody knows. */
  readonly outcome: OutcomeKind | 'untested';
  /** What its console prints about CORS. */
  readonly console: readonly string[];
}
