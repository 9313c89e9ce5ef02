import { judge } from '../cors/judge.ts';
import type { Cause, Exchange, OutcomeKind } from '../cors/types.ts';
import { judgeIn } from '../engines/judgeIn.ts';
import { engines, type Engine, type EngineVerdict } from '../engines/types.ts';
import type { NamedExchange } from './exchangeLines.ts';
import { sentenceOf } from './sentence.ts';
import { printable, type Style } from './style.ts';

type EngineReport = Pick<EngineVerdict, 'preflight' | 'outcome' | 'cause' | 'console'>;

/** One line of `preflight judge --format json`. */
export function judgementLine(exchange: NamedExchange): string {
  const { preflight, outcome, cause, steps, exposed } = judge(exchange);
  const inEngines = Object.fromEntries(engines.map((engine) => [engine, engineReport(engine, exchange)]));
  return JSON.stringify({ id: exchange.id, preflight, outcome, cause, steps, exposed, engines: inEngines });
}

function engineReport(engine: Engine, exchange: Exchange): EngineReport {
  const { preflight, outcome, cause, console } = judgeIn(engine, exchange);
  return { preflight, outcome, cause, console };
}

const names: Readonly<Record<Engine, string>> = { chromium: 'Chrome', firefox: 'Firefox', webkit: 'Safari' };

const outcomes: Readonly<Record<OutcomeKind, string>> = {
  readable: 'the page can read the answer',
  opaque: 'the page gets an answer that shows nothing',
  blocked: 'blocked by CORS',
  'network-error': 'failed, but not because of CORS',
};

/** What a person reads about one exchange: the outcome, who must change what, and what each browser prints. */
export function judgementText(exchange: NamedExchange, style: Style): string {
  const { request } = exchange;
  const { outcome, cause } = judge(exchange);
  const lines = [
    style.bold(
      printable(
        `${exchange.id}: ${request.method} ${request.url} from ${request.origin}: ${outcomes[outcome]}`,
      ),
    ),
  ];
  if (cause !== null) lines.push(`  ${printable(sentence(cause, exchange))}`);
  for (const engine of engines) {
    const { outcome: there, console } = judgeIn(engine, exchange);
    if (there !== outcome) lines.push(`  ${names[engine]} differs: ${outcomes[there]}`);
    lines.push(...console.map((line) => style.dim(`  ${names[engine]} prints: ${printable(line)}`)));
  }
  return `${lines.join('\n')}\n`;
}

function sentence(cause: Cause, { request }: Exchange): string {
  if (cause.kind === 'no-answer') {
    return `The exchange holds no answer to the ${cause.step === 'preflight' ? 'preflight' : 'request'} for ${cause.url}.`;
  }
  return sentenceOf(cause, { request, failure: null, timeoutMs: null }).text;
}
