import { requestFrom } from '../../policy/grant.ts';
import type { Range } from '../../policy/range.ts';
import type { AppCookie } from './appCookie.ts';
import type { FunctionNode } from './ast.ts';
import { Answer, requestHost } from './exchange.ts';
import { responseHost } from './response.ts';
import type { ModuleRun } from './module.ts';
import { CannotTell } from './limits.ts';
import { Thrown, followAll } from './run.ts';
import { native, undefinedValue, type FunctionValue } from './values.ts';

const maxHandlers = 12;
const maxWays = 8;
const handlerFuel = 1_000;

/** Cookies that the app sets, those of sessions among them; none that is set otherwise on another way. */
export function cookiesOf(runs: readonly ModuleRun[]): readonly AppCookie[] {
  const found = new Map<number, AppCookie[]>();
  for (const cookie of runs.flatMap((run) => [...run.cookies, ...setByHandlers(run)]))
    found.set(cookie.range.start, [...(found.get(cookie.range.start) ?? []), cookie]);
  return [...found.values()].flatMap((ways) => {
    const [first, ...others] = ways;
    return first && others.every((other) => kindOf(other) === kindOf(first)) ? [first] : [];
  });
}

function kindOf({ name, sameSite, secure, httpOnly }: AppCookie): string {
  return [name, sameSite, secure, httpOnly].join();
}

function setByHandlers(module: ModuleRun): readonly AppCookie[] {
  const { interpreter, apps } = module;
  if (!setsCookie.test(interpreter.sourceOf(wholeText))) return [];
  const handlers = apps.flatMap(({ layers }) => layers.flatMap((layer) => layer.handlers));
  const functions = handlers.flatMap(({ value }) =>
    value.type === 'function' && value.node.params.length < 4 ? [value] : [],
  );
  const concerned = [...new Set(functions)].filter(({ node }) =>
    mayTouch.test(interpreter.sourceOf(behindParams(node))),
  );
  return concerned.slice(0, maxHandlers).flatMap((handler) => setBy(module, handler));
}

function behindParams({ params, range }: FunctionNode): Range {
  return { start: params.at(-1)?.pattern.range.end ?? range.start, end: range.end };
}

const wholeText = { start: 0, end: Number.MAX_SAFE_INTEGER };

/** Without it no handler sets a cookie, wherever it hands its response. */
const setsCookie = /\.\s*cookie\s*\(/;

/** It sets a cookie, or hands its response to something that may. */
const mayTouch = /cookie|[(,]\s*res(?:ponse)?\s*[,)]/i;

function setBy({ interpreter, run }: ModuleRun, handler: FunctionValue): readonly AppCookie[] {
  const request = requestFrom(null);
  const { results, complete } = followAll(
    (way) => {
      interpreter.run = way;
      const answer = new Answer(request);
      const next = native('next', () => {
        answer.outcome ??= 'next';
        return undefinedValue;
      });
      try {
        interpreter.call(handler, [requestHost(request), responseHost(answer), next]);
      } catch (error) {
        if (!(error instanceof Thrown || error instanceof CannotTell)) throw error;
      }
      return answer.cookies;
    },
    maxWays,
    handlerFuel,
    run,
  );
  return complete ? results.flat() : [];
}
