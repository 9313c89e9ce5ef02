import type { Cause, CorsRequest, HeaderList, OutcomeKind } from '../cors/types.ts';
import type { Engine } from '../engines/types.ts';
import type { PolicySpec, WrittenPolicy } from '../policy/spec.ts';
import type { Stack } from '../policy/types.ts';
import type { BodyRead, ControlKind, Failure, HttpVersion, Stopped, Timing } from '../probe/types.ts';

/**
 * Everything about one live test that is shown, kept or printed: plain data, with secrets redacted. The CLI's JSON and the panel are
 * made of this.
 */
export interface ProbeReport {
  readonly version: 2;
  readonly request: ReportRequest;
  /** stopped: ended by the user, or before a request that changes state. */
  readonly result: 'readable' | 'blocked' | 'not-cors' | 'stopped';
  /** What kind of problem it really is, whatever the browser's message says. */
  readonly problem: Problem;
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
  /** The policy to write, for each stack; null where CORS settings do not help. */
  readonly fix: FixReport | null;
  /** The five points that a working answer takes, in the order of the list in `ChecklistPoint`. */
  readonly checklist: readonly ChecklistPoint[];
  /** What further harmless requests showed; null when none was sent. */
  readonly controls: ControlsReport | null;
  /** Whether caches may mix up the answers to several origins; null where no answer with CORS headers came. */
  readonly vary: VaryReport | null;
  /** How long each browser remembers the preflight; empty when none passed. */
  readonly preflightCache: readonly PreflightLifetime[];
  /** The cookies that the answers set. */
  readonly cookies: readonly CookieReport[];
  /** What the answers tell about the software that made them. */
  readonly server: ServerReport;
  readonly exchanges: readonly ReportExchange[];
  /** One bar for each exchange, in the same order. */
  readonly waterfall: readonly WaterfallBar[];
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

export type Problem =
  | 'none'
  /** CORS headers are missing or wrong. */
  | 'cors'
  /** The server failed or refused, and its error answer lacks CORS headers. */
  | 'server-error'
  | 'client-error'
  /** Something in front of the server answered in its place. */
  | 'proxy-error'
  | 'login'
  /** HTML came where an API was asked. */
  | 'web-page'
  /** The page asks for something that no server can allow. */
  | 'page'
  /** No answer came. */
  | 'network'
  | 'stopped';

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
  /** Host and port of the proxy in between; null for none. */
  readonly proxy: string | null;
  /** Null without a connection. */
  readonly httpVersion: HttpVersion | null;
  /** Why browsers refuse the server's certificate, as Node's code, where the test was told to go on. */
  readonly untrusted: string | null;
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

export interface FixReport {
  readonly wanted: PolicySpec;
  /** One for each stack, those that the server names first. */
  readonly stacks: readonly StackFix[];
}

export interface StackFix extends WrittenPolicy {
  readonly stack: Stack;
  /** The answers name this stack. */
  readonly guessed: boolean;
}

export type CheckState = 'ok' | 'failed' | 'not-needed' | 'unknown';

export interface ChecklistPoint {
  readonly point:
    /** Access-Control-Allow-Origin is right on every answer. */
    | 'allow-origin'
    /** OPTIONS is answered with 2xx and CORS headers. */
    | 'preflight'
    | 'method'
    | 'headers'
    /** With credentials: one origin by name, and Access-Control-Allow-Credentials. */
    | 'credentials';
  readonly state: CheckState;
  readonly text: string;
}

export interface ControlsReport {
  /** The requests, in the order in which they went out. */
  readonly requests: readonly ControlRequest[];
  /** How the server chooses Access-Control-Allow-Origin; unknown when it was not asked. */
  readonly origins:
    | 'any'
    /** Whatever origin asks is let in. */
    | 'reflected'
    /** The origin of this test is let in, another is not. */
    | 'listed'
    /** The same origin is sent to whoever asks. */
    | 'fixed'
    | 'none'
    | 'unknown';
  /** Which paths get this answer to OPTIONS. */
  readonly options: 'every-path' | 'this-path' | 'unknown';
  /** Whether authentication answers OPTIONS before CORS does; `likely` by the status alone, `proved` by asking with credentials. */
  readonly auth: 'proved' | 'likely' | 'no' | 'unknown';
  /** What these say, a sentence each. */
  readonly findings: readonly string[];
}

export interface ControlRequest {
  readonly kind: ControlKind;
  readonly method: string;
  readonly url: string;
  /** Null when the request carries no Origin. */
  readonly origin: string | null;
  readonly status: number | null;
  /** Access-Control-Allow-Origin, all lines joined; null when it is missing. */
  readonly allowOrigin: string | null;
  readonly vary: string | null;
}

export interface VaryReport {
  /**
   * ok: differs by Origin and says so. not-needed: the same for everyone. missing: differs and does not say so. harmless: as missing,
   * but no cache may keep it. unknown: not compared.
   */
  readonly state: 'ok' | 'not-needed' | 'missing' | 'harmless' | 'unknown';
  /** As missing, and the answer came through a shared cache. */
  readonly throughCache: boolean;
  /** Headers that tell about caches: what came, such as `Age: 12`. */
  readonly hints: readonly string[];
  readonly text: string;
}

export interface PreflightLifetime {
  readonly engine: Engine;
  /** 0 for not at all. */
  readonly seconds: number;
  /** The server asked for more than the browser grants. */
  readonly capped: boolean;
  /** Such as “2 h: asked for 24 h, which Chromium caps”. */
  readonly text: string;
}

/** A cookie that an answer sets: its name and attributes, never its value. */
export interface CookieReport {
  readonly name: string;
  /** Index in `exchanges`. */
  readonly exchange: number;
  /** Such as `Secure` or `SameSite=None`, as written. */
  readonly attributes: readonly string[];
  /** How the page stands to the server that sets it. */
  readonly site: 'same-origin' | 'same-site' | 'cross-site';
  readonly browsers: readonly {
    readonly engine: Engine;
    /** Whether it is stored, and goes along with the next such request; partitioned: for pages of this site only. */
    readonly kept: 'yes' | 'no' | 'partitioned' | 'unknown';
    readonly text: string;
  }[];
}

export interface ServerReport {
  /** Stacks that Preflight writes fixes for, the one that most likely answered first. */
  readonly stacks: readonly { readonly stack: Stack; readonly because: string }[];
  /** Other software that names itself, such as Cloudflare. */
  readonly others: readonly string[];
}

/** Milliseconds since the test began. */
export interface WaterfallBar {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly phases: readonly {
    readonly phase: 'dns' | 'connect' | 'tls' | 'wait' | 'body';
    readonly start: number;
    readonly end: number;
  }[];
}
