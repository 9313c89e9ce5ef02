import type { Before } from '../cors/fetchState.ts';
import { serialiseOrigin } from '../cors/origin.ts';
import type { Exchange } from '../cors/types.ts';
import type { UserAgent } from '../cors/userAgent.ts';
import { walk, type Walked } from '../cors/walk.ts';
import { chromium } from './chromium.ts';
import { chromiumConsole, type ChromiumWording } from './chromiumConsole.ts';
import { firefox } from './firefox.ts';
import { firefoxConsole } from './firefoxConsole.ts';
import type { Engine, EngineVerdict } from './types.ts';
import { webkit } from './webkit.ts';
import { webkitConsole } from './webkitConsole.ts';

export interface JudgeOptions {
  /** Preflights that the browser remembers from before. */
  readonly before?: Before;
  readonly wording?: ChromiumWording;
}

interface EngineModel {
  readonly agent: UserAgent;
  readonly console: (exchange: Exchange, origin: string, walked: Walked, options: JudgeOptions) => string[];
}

const models: Readonly<Record<Engine, EngineModel>> = {
  chromium: {
    agent: chromium,
    console: (exchange, origin, walked, { wording }) => chromiumConsole(exchange, origin, walked, wording),
  },
  firefox: { agent: firefox, console: firefoxConsole },
  webkit: { agent: webkit, console: webkitConsole },
};

/** How an engine departs from the standard, for `next` and `walk`. */
export function agentOf(engine: Engine): UserAgent {
  return models[engine].agent;
}

/** What one browser makes of an exchange, down to the lines in its console. Never throws. */
export function judgeIn(engine: Engine, exchange: Exchange, options?: JudgeOptions): EngineVerdict {
  return walkIn(engine, exchange, options).engineVerdict;
}

/** Like `judgeIn`, with everything that went over the wire on the way. */
export function walkIn(
  engine: Engine,
  exchange: Exchange,
  options: JudgeOptions = {},
): Walked & { readonly engineVerdict: EngineVerdict } {
  const { agent, console } = models[engine];
  const walked = walk(exchange, agent, options.before);
  const { verdict } = walked;
  const origin = serialiseOrigin(exchange.request.origin) ?? exchange.request.origin;
  const { method, headers } = verdict.preflight;
  const engineVerdict: EngineVerdict = {
    preflight: method === null ? null : { method, headers },
    outcome: verdict.outcome,
    cause: verdict.cause,
    steps: verdict.steps,
    exposed: verdict.exposed,
    console: console(exchange, origin, walked, options),
  };
  return { ...walked, engineVerdict };
}
