import { judge, next } from '../cors/index.ts';
import { serialiseOrigin } from '../cors/origin.ts';
import type { Answer, CorsRequest, Exchange, HeaderList, Send, Verdict } from '../cors/types.ts';
import { agentOf, engines, type Engine } from '../engines/index.ts';
import { answerOf } from './answer.ts';
import { blame } from './blame.ts';
import { plannedControls } from './controls.ts';
import { exchangeIn } from './otherEngines.ts';
import { chromiumProfile, type Profile } from './profile.ts';
import { redactResult } from './redactResult.ts';
import { limitsOf, Sender, type LimitOptions } from './sender.ts';
import type {
  Blame,
  ControlExchange,
  Elsewhere,
  ProbeExchange,
  ProbeResult,
  Stopped,
  Transport,
} from './types.ts';
import { withContentType, type WireContext } from './wireHeaders.ts';

export interface ProbeOptions extends LimitOptions {
  readonly profile?: Profile;
  /** The text that the request carries; null for no body. */
  readonly body?: string | null;
  /** A Cookie header for the first URL's origin, sent where the credentials mode lets a browser send cookies. */
  readonly cookie?: string | null;
  /** False to leave out what Firefox or Safari would send and Chromium would not, without which nobody knows what they do. */
  readonly otherEngines?: boolean;
  /** Sends a few harmless requests more, which tell how the server chooses its answer: `plannedControls` says which. */
  readonly controls?: boolean;
  /** Told of the result before the controls go out, so that nobody waits for them. */
  readonly onVerdict?: (result: ProbeResult) => void;
  /** Sends the main request also when the preflight failed, to see what the server answers. */
  readonly sendAnyway?: boolean;
  /** Asked before a request goes out that changes state on the server. Without it, none does. */
  readonly confirm?: (send: Send) => boolean | Promise<boolean>;
  /** Told of each request before it goes out. */
  readonly onStep?: (send: Send) => void;
}

const chromium = agentOf('chromium');

/** So many requests go out at most to learn what other engines make of the server. */
const MAX_ELSEWHERE = 12;

/**
 * Sends what Chromium would send for `request`, hop by hop, and judges what comes back. Rejects only when a callback of the options
 * does: whatever the network does is part of the result, from which secrets are redacted. The caller closes the transport.
 */
export async function probe(
  request: CorsRequest,
  transport: Transport,
  options: ProbeOptions = {},
): Promise<ProbeResult> {
  const body = options.body ?? null;
  const asked = { ...request, headers: withContentType(request.headers, body), body: body !== null };
  const run = new Run(asked, transport, options);
  const { verdict, stopped } = await run.walk();
  const anyway =
    options.sendAnyway === true &&
    stopped === null &&
    verdict.outcome === 'blocked' &&
    verdict.cause?.step === 'preflight'
      ? await run.sendAnyway(verdict)
      : null;
  const refusal = stopped === null ? await run.blame(verdict) : null;
  const elsewhere =
    stopped === null && options.otherEngines !== false
      ? await run.askAsOthers()
      : { exchanges: {}, sent: [] };
  const durationMs = run.sender.elapsed();
  const result = (controls: readonly ControlExchange[]): ProbeResult =>
    redactResult({
      request: asked,
      exchange: run.exchange,
      elsewhere,
      sent: run.sent,
      anyway,
      blame: refusal,
      controls,
      verdict,
      stopped,
      durationMs,
    });
  if (options.controls !== true || stopped !== null) return result([]);
  options.onVerdict?.(result([]));
  return result(await run.controls(verdict));
}

class Run {
  readonly sent: ProbeExchange[] = [];
  readonly sender: Sender;
  private readonly request: CorsRequest;
  private readonly options: ProbeOptions;
  private readonly answers: Answer[] = [];

  constructor(request: CorsRequest, transport: Transport, options: ProbeOptions) {
    this.request = request;
    this.sender = new Sender(transport, limitsOf(options), options.onStep);
    this.options = options;
  }

  get exchange(): Exchange {
    return { request: this.request, answers: this.answers };
  }

  async walk(): Promise<{ readonly verdict: Verdict; readonly stopped: Stopped | null }> {
    for (;;) {
      const { send, done } = next(this.exchange, chromium);
      if (send === null) return { verdict: done, stopped: null };
      const stopped = await this.step(send);
      if (stopped !== null) return { verdict: judge(this.exchange, chromium), stopped };
    }
  }

  private async step(send: Send): Promise<Stopped | null> {
    if (!(await this.mayGoOut(send))) return 'unconfirmed';
    const exchange = await this.send(send);
    this.sent.push(exchange);
    if (exchange.answer.failure?.kind === 'aborted') return 'aborted';
    this.answers.push(answerOf(exchange));
    return null;
  }

  private async mayGoOut(send: Send): Promise<boolean> {
    return send.preflight || !changesState(send.method) || (await this.options.confirm?.(send)) === true;
  }

  private send(send: Send): Promise<ProbeExchange> {
    return this.sender.send(send, this.contextOf(send), this.options.body ?? null);
  }

  private contextOf(send: Send, before: readonly ProbeExchange[] = this.sent): WireContext {
    const { options, request: page } = this;
    const mains = before.filter((exchange) => !exchange.send.preflight).map(({ send: { url } }) => url);
    const firstOrigin = new URL(mains[0] ?? send.url).origin;
    return {
      origin: serialiseOrigin(page.origin) ?? page.origin,
      urls: [...mains, send.url],
      cookie: new URL(send.url).origin === firstOrigin ? (options.cookie ?? null) : null,
      profile: options.profile ?? chromiumProfile,
    };
  }

  /** Sends what other engines would send and Chromium does not. */
  async askAsOthers(): Promise<Elsewhere> {
    const sent: ProbeExchange[] = [];
    const exchanges: Partial<Record<Engine, Exchange>> = {};
    const ask = async (send: Send, before: readonly ProbeExchange[]): Promise<ProbeExchange | null> => {
      if (sent.length >= MAX_ELSEWHERE || !(await this.mayGoOut(send))) return null;
      const exchange = await this.sender.send(send, this.contextOf(send, before), this.options.body ?? null);
      if (exchange.answer.failure?.kind === 'aborted') return null;
      sent.push(exchange);
      return exchange;
    };
    for (const engine of engines) {
      if (engine === 'chromium') continue;
      exchanges[engine] = await exchangeIn(engine, this.request, [...this.sent, ...sent], ask);
    }
    return { exchanges, sent };
  }

  async controls(verdict: Verdict): Promise<readonly ControlExchange[]> {
    const { request, sent, options } = this;
    const done: ControlExchange[] = [];
    const planned = plannedControls({ request, verdict, sent, cookie: options.cookie ?? null });
    for (const { kind, send, origin } of planned) {
      const context = { ...this.contextOf(send), origin, urls: [send.url] };
      const exchange = await this.sender.send(send, context, null);
      if (exchange.answer.response === null) break;
      done.push({ kind, exchange });
    }
    return done;
  }

  async blame({ outcome, cause }: Verdict): Promise<Blame | null> {
    const failed = this.sent.at(-1)?.send;
    if (outcome !== 'blocked' || cause?.step !== 'preflight' || failed === undefined) return null;
    return blame(this.request, cause, failed, (send) => this.send(send));
  }

  /** The main request that would follow if the server allowed everything that the preflight asks. */
  async sendAnyway({ cause }: Verdict): Promise<ProbeExchange | null> {
    const last = this.answers.at(-1);
    if (last === undefined || cause === null) return null;
    const answers = [...this.answers.slice(0, -1), this.permissive(last.url)];
    const { send } = next({ request: this.request, answers }, chromium);
    if (send === null || send.preflight || !(await this.mayGoOut(send))) return null;
    return this.send(send);
  }

  private permissive(url: string): Answer {
    const asked = this.sent.at(-1);
    const headers: HeaderList = [
      ['Access-Control-Allow-Origin', asked?.send.origin ?? '*'],
      ['Access-Control-Allow-Credentials', 'true'],
      ...(asked?.send.headers ?? []).map(
        ([name, value]) =>
          [
            name === 'Access-Control-Request-Method'
              ? 'Access-Control-Allow-Methods'
              : 'Access-Control-Allow-Headers',
            value,
          ] as const,
      ),
    ];
    return { url, preflight: true, status: 204, headers };
  }
}

/** True for what HTTP does not call safe. */
export function changesState(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}
