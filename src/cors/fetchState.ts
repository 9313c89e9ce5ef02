import type { PreflightCache } from './cache.ts';
import { parseUrl, sameOrigin, wireUrl } from './origin.ts';
import { noPreflight, type Carried } from './plan.ts';
import type { PreparedRequest } from './prepare.ts';
import { isRedirectStatus, type RedirectChange } from './redirect.ts';
import type { UserAgent } from './userAgent.ts';
import type {
  Answer,
  Cause,
  Exchange,
  HeaderList,
  Place,
  PreflightPlan,
  Reason,
  Response,
  Section,
  Send,
  Step,
  StepKind,
  Tainting,
} from './types.ts';

/** Preflights that a browser remembers from before the exchange. */
export interface Before {
  readonly cache: PreflightCache;
  /** Seconds, on the clock of the cache. */
  readonly now: number;
}

/** How a fetch ends, or what it waits for. */
export type End =
  | { readonly kind: 'failed'; readonly cause: Cause }
  | { readonly kind: 'send'; readonly send: Send }
  | { readonly kind: 'readable'; readonly exposed: readonly string[] }
  | { readonly kind: 'opaque'; readonly exposed: readonly string[] };

/** One fetch on its way through the standard: the variables that the standard keeps in a request. */
export class FetchState {
  readonly exchange: Exchange;
  readonly agent: UserAgent;
  readonly now: number;
  /** The page's, serialised. */
  readonly origin: string;
  /** The credentials mode is include. */
  readonly include: boolean;
  url: URL;
  /** The current URL as it goes over the wire. */
  href: string;
  method: string;
  headers: HeaderList;
  body: boolean | 'stream';
  readonly uploadListener: boolean;
  readonly originalHeaders: HeaderList;
  tainting: Tainting = 'basic';
  /** Redirect-taint is not same-origin: Origin is `null` from here on. */
  tainted = false;
  hop = 0;
  /** The first URL is of the page's own origin. */
  readonly fromPage: boolean;
  change: RedirectChange | null = null;
  /** How the fetch ends once the preflight of this hop has passed, in a user agent that checks late. */
  deferred: End | null = null;
  cache: PreflightCache;
  firstPlan: PreflightPlan = noPreflight;
  /** A preflight was needed on this or an earlier hop. */
  preflighted = false;
  readonly steps: Step[] = [];
  /** Everything that went out, in order. */
  readonly sent: Send[] = [];
  private readonly taken: Answer[] = [];

  constructor(exchange: Exchange, request: PreparedRequest, agent: UserAgent, before: Before) {
    this.exchange = exchange;
    this.agent = agent;
    this.now = before.now;
    this.cache = before.cache;
    this.origin = request.origin;
    this.include = exchange.request.credentials === 'include';
    this.url = request.url;
    this.fromPage = sameOrigin(request.url.origin, request.origin);
    this.href = wireUrl(request.url);
    this.method = request.method;
    this.headers = request.headers;
    this.body = request.body;
    this.uploadListener = request.uploadListener && (request.body !== false || agent.preflightsEmptyUploads);
    this.originalHeaders = request.headers;
  }

  /** The request's origin as it is serialised on this hop. */
  get sentOrigin(): string {
    return this.tainted ? 'null' : this.origin;
  }

  /** What decides about a preflight. */
  get carried(): Carried {
    const { method, headers, body, uploadListener, originalHeaders, change, preflighted } = this;
    return { method, headers, body, uploadListener, originalHeaders, change, preflighted };
  }

  /** The next answer to this URL that was not looked at yet. */
  private take(preflight: boolean): Answer | null {
    for (const answer of this.exchange.answers) {
      if (answer.preflight === preflight && !this.taken.includes(answer) && isUrl(answer.url, this.href)) {
        this.taken.push(answer);
        return answer;
      }
    }
    return null;
  }

  /** The answer to a request; or how the fetch ends, when the exchange holds none (yet) or the request may not be sent. */
  ask(send: Send): Answer | End {
    const answer = this.take(send.preflight);
    if (answer === null) return { kind: 'send', send };
    const step = send.preflight ? 'preflight' : 'response';
    const refused = this.refusedBy(answer);
    if (refused !== null) {
      this.note('local-network', 'failed', 'http-network-or-cache-fetch');
      return this.fail(refused, step, null);
    }
    this.sent.push(send);
    const broken = 'error' in answer ? null : this.agent.statusCheck(answer.status);
    if ('error' in answer || broken === null) return answer;
    this.note(send.preflight ? 'preflight-request' : 'response', 'failed', 'http-network-or-cache-fetch');
    return this.fail(broken, step, answer);
  }

  private refusedBy({ addressSpace, preflight }: Answer): Reason | null {
    if (addressSpace === undefined) return null;
    return this.agent.localNetworkCheck(this.exchange.request, addressSpace, preflight);
  }

  /** The answer looked at last. */
  get lastAnswer(): Answer | null {
    return this.taken.at(-1) ?? null;
  }

  note(kind: StepKind, decision: Step['decision'], section: Section, header: string | null = null): void {
    this.steps.push({ kind, hop: this.hop, url: this.href, decision, section, header });
  }

  fail(reason: Reason, step: Place['step'], answer: Response | null): End {
    const status = answer?.status ?? null;
    const { redirect } = this.exchange.request;
    const location =
      answer !== null && isRedirectStatus(answer.status)
        ? this.agent.location(answer.headers, redirect)
        : null;
    const place = { step, hop: this.hop, url: this.url.href, status, redirectTo: location?.value ?? null };
    return { kind: 'failed', cause: at(reason, place) };
  }
}

/** A reason with the place at which it was met. */
export function at(reason: Reason, place: Place): Cause {
  return Object.assign({}, reason, place);
}

function isUrl(url: string, href: string): boolean {
  if (url === href) return true;
  const parsed = parseUrl(url);
  return parsed !== null && wireUrl(parsed) === href;
}
