import { next } from '../cors/index.ts';
import type { Answer, CorsRequest, Exchange, Send } from '../cors/types.ts';
import { agentOf, type Engine } from '../engines/index.ts';
import { answerOf } from './answer.ts';
import type { ProbeExchange } from './types.ts';

/**
 * The exchange as another engine would have it: answers that came already stand wherever it would ask the same, and for what it asks
 * otherwise, `ask` asks the server. In: `before` are the engine's own requests so far. `ask` gives null for what is not to be sent;
 * then the exchange ends there.
 */
export async function exchangeIn(
  engine: Engine,
  request: CorsRequest,
  known: readonly ProbeExchange[],
  ask: (send: Send, before: readonly ProbeExchange[]) => Promise<ProbeExchange | null>,
): Promise<Exchange> {
  const left = [...known];
  const own: ProbeExchange[] = [];
  const answers: Answer[] = [];
  for (;;) {
    const { send } = next({ request, answers }, agentOf(engine));
    if (send === null) return { request, answers };
    const index = left.findIndex((exchange) => asksTheSame(exchange.send, send));
    const exchange = left.splice(index < 0 ? left.length : index, 1)[0] ?? (await ask(send, own));
    if (exchange === null) return { request, answers };
    own.push(exchange);
    answers.push(answerOf(exchange));
  }
}

/** The page's own headers are the same in every engine, so only those that a preflight asks about are looked at. */
function asksTheSame(a: Send, b: Send): boolean {
  return (
    a.url === b.url &&
    a.method === b.method &&
    a.preflight === b.preflight &&
    a.origin === b.origin &&
    (!a.preflight || JSON.stringify(a.headers) === JSON.stringify(b.headers))
  );
}
