import type { AddressSpace, Client } from './localNetwork.ts';

/** One field line as sent: name and value. Values are byte strings: each character stands for one byte. */
export type HeaderLine = readonly [name: string, value: string];

/** Field lines in the order sent; two lines of one header stay two lines. */
export type HeaderList = readonly HeaderLine[];

export type CredentialsMode = 'omit' | 'same-origin' | 'include';

export type RequestMode = 'cors' | 'no-cors' | 'same-origin';

export type RedirectMode = 'follow' | 'error' | 'manual';

/** The standard's response tainting: who may see what of the response. */
export type Tainting = 'basic' | 'opaque' | 'cors';

/** The standard's initiator type, such as fetch, xmlhttprequest, script, font, img. It only decides how consoles name the request. */
export type InitiatorType = string;

/** What a page asks for. */
export interface CorsRequest {
  readonly url: string;
  /** The page's serialised origin; `'null'` for an opaque one. */
  readonly origin: string;
  readonly method: string;
  /** As the page's script gave them, before anything is dropped. */
  readonly headers: HeaderList;
  readonly credentials: CredentialsMode;
  readonly mode: RequestMode;
  readonly redirect: RedirectMode;
  /** `'stream'` is a ReadableStream, which cannot be sent twice. */
  readonly body: boolean | 'stream';
  readonly initiator: InitiatorType;
  /** An XMLHttpRequest with a listener on its upload. */
  readonly uploadListener?: boolean;
  /** What is known of the page for local network access; without it, nothing is refused on these grounds. */
  readonly client?: Client;
  /** Where `fetch()` is told that the URL is; `private` is an older word for `local`. */
  readonly targetAddressSpace?: AddressSpace | 'private';
}

/** Where the server of an answer is. Whoever may not reach it does not get the answer. */
interface Located {
  readonly addressSpace?: AddressSpace;
}

/** What came back for one request on the wire. */
export type Answer = Located &
  (
    | {
        readonly url: string;
        readonly preflight: boolean;
        readonly status: number;
        readonly statusText?: string;
        readonly headers: HeaderList;
      }
    | {
        readonly url: string;
        readonly preflight: boolean;
        /** Why there is no response, such as `connection-closed`. */
        readonly error: string;
      }
  );

export type Response = Extract<Answer, { status: number }>;

/** A request and all that came back for it. An answer is found by URL and `preflight`, in order when there are several. */
export interface Exchange {
  readonly request: CorsRequest;
  readonly answers: readonly Answer[];
}

/** Why a request needs a preflight. */
export type PreflightReason =
  | { readonly kind: 'method'; readonly method: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string; readonly why: UnsafeHeader }
  | { readonly kind: 'headers-too-long'; readonly names: readonly string[]; readonly bytes: number }
  | { readonly kind: 'stream-body' }
  | { readonly kind: 'upload-listener' };

/** Why a request header is not CORS-safelisted. */
export type UnsafeHeader = 'name' | 'too-long' | 'byte' | 'media-type' | 'range';

/** The preflight that a request needs. */
export interface PreflightPlan {
  readonly needed: boolean;
  readonly reasons: readonly PreflightReason[];
  /** Access-Control-Request-Method, null when no preflight is needed. */
  readonly method: string | null;
  /** Access-Control-Request-Headers, in order. */
  readonly headers: readonly string[];
}

/** Why the page does not get the response, with what a fix needs to know. */
export type Reason =
  // CORS check, on a preflight, a redirect or the final response
  | { readonly kind: 'missing-allow-origin'; readonly origin: string }
  | MultipleAllowOrigin
  | { readonly kind: 'invalid-allow-origin'; readonly value: string; readonly origin: string }
  | { readonly kind: 'allow-origin-mismatch'; readonly value: string; readonly origin: string }
  | { readonly kind: 'wildcard-with-credentials'; readonly origin: string }
  | { readonly kind: 'allow-credentials-not-true'; readonly value: string | null; readonly origin: string }
  // Preflight
  | { readonly kind: 'preflight-status'; readonly status: number }
  | { readonly kind: 'preflight-redirect'; readonly status: number; readonly location: string }
  | { readonly kind: 'invalid-allow-methods'; readonly value: string; readonly element: string }
  | { readonly kind: 'invalid-allow-headers'; readonly value: string; readonly element: string }
  | {
      readonly kind: 'method-not-allowed';
      readonly method: string;
      readonly allowed: readonly string[];
      /** `*` is listed, but covers nothing in a request with credentials. */
      readonly wildcardIgnored: boolean;
    }
  | {
      readonly kind: 'header-not-allowed';
      /** Every header that is not allowed, lower-case and sorted. */
      readonly headers: readonly string[];
      readonly allowed: readonly string[];
      readonly wildcardIgnored: boolean;
    }
  // Redirect
  | { readonly kind: 'redirect-with-credentials'; readonly location: string }
  | { readonly kind: 'redirect-to-other-scheme'; readonly location: string }
  | { readonly kind: 'redirect-location-invalid'; readonly location: string }
  | { readonly kind: 'redirect-not-followed'; readonly location: string }
  | { readonly kind: 'redirect-body-lost'; readonly location: string }
  | { readonly kind: 'too-many-redirects'; readonly location: string }
  // The request itself
  | { readonly kind: 'cross-origin-disallowed-by-mode'; readonly origin: string }
  | { readonly kind: 'scheme-not-supported'; readonly scheme: string }
  | { readonly kind: 'port-blocked'; readonly port: number }
  | { readonly kind: 'request-refused'; readonly what: RefusedPart; readonly value: string }
  // Local network access: nothing is sent
  | {
      readonly kind: 'target-address-space-mismatch';
      readonly wanted: AddressSpace;
      readonly actual: AddressSpace;
    }
  | { readonly kind: 'local-network-insecure'; readonly space: AddressSpace }
  | { readonly kind: 'local-network-denied'; readonly space: AddressSpace }
  // Not CORS
  /** 407 from a server that is no proxy. */
  | { readonly kind: 'unexpected-proxy-authentication' }
  | { readonly kind: 'connection-failed'; readonly error: string }
  /** The exchange holds no answer to this request: it was not recorded, or not sent yet. */
  | { readonly kind: 'no-answer' };

export interface MultipleAllowOrigin {
  readonly kind: 'multiple-allow-origin';
  /** All field lines combined. */
  readonly value: string;
  readonly lines: number;
  readonly origin: string;
}

/** What a browser refuses before anything is sent (a TypeError in the page). */
export type RefusedPart =
  | 'url'
  | 'url-credentials'
  | 'origin'
  | 'method'
  | 'forbidden-method'
  | 'no-cors-method'
  | 'header'
  | 'body-with-method'
  | 'no-cors-stream'
  | 'no-cors-redirect';

export type ReasonKind = Reason['kind'];

/** Where a fetch ended. */
export interface Place {
  readonly step: 'request' | 'preflight' | 'redirect' | 'response';
  /** 0 for the first URL, one more for each redirect followed. */
  readonly hop: number;
  readonly url: string;
  /** Of the answer that decided; null when there was none. */
  readonly status: number | null;
  /** The Location header of that answer as sent; null unless it is a redirect. */
  readonly redirectTo: string | null;
}

export type Cause = Reason & Place;

/** Headings of the Fetch standard, as the anchors of https://fetch.spec.whatwg.org/. */
export type Section =
  | 'request-class'
  | 'main-fetch'
  | 'cors-safelisted-request-header'
  | 'cors-preflight-cache'
  | 'cors-preflight-fetch'
  | 'http-network-or-cache-fetch'
  | 'cors-check'
  | 'http-redirect-fetch'
  | 'http-fetch'
  | 'concept-filtered-response-cors';

export type StepKind =
  | 'request'
  | 'dispatch'
  | 'preflight-plan'
  | 'preflight-cache'
  | 'local-network'
  | 'preflight-request'
  | 'preflight-cors-check'
  | 'preflight-status'
  | 'allow-methods'
  | 'allow-headers'
  | 'method'
  | 'headers'
  | 'response'
  | 'cors-check'
  | 'redirect'
  | 'exposure';

/** One decision on the way. */
export interface Step {
  readonly kind: StepKind;
  readonly hop: number;
  readonly url: string;
  readonly decision: 'ok' | 'failed' | 'skipped';
  readonly section: Section;
  /** The header that decided, as the standard writes it; null when none did. */
  readonly header: string | null;
}

/**
 * readable: the page reads status, exposed headers and body. opaque: it gets a response that shows nothing. blocked: CORS or
 * the same-origin policy kept the response from the page. network-error: it failed for a reason that is not CORS.
 */
export type OutcomeKind = 'readable' | 'blocked' | 'opaque' | 'network-error';

export interface Verdict {
  /** Of the first URL. */
  readonly preflight: PreflightPlan;
  readonly outcome: OutcomeKind;
  /** Null when the page gets the response. */
  readonly cause: Cause | null;
  readonly steps: readonly Step[];
  /** Names of the response headers that the page's script can read: lower-case, sorted. */
  readonly exposed: readonly string[];
}

/** What a browser sends next. */
export interface Send {
  readonly url: string;
  readonly method: string;
  readonly preflight: boolean;
  readonly hop: number;
  /** Access-Control-Request-* for a preflight, else the page's headers that are still carried. Without Origin. */
  readonly headers: HeaderList;
  /** The Origin header; null when none is sent. */
  readonly origin: string | null;
  /** Cookies, HTTP authentication and client certificates go along. */
  readonly credentials: boolean;
  readonly body: boolean;
}
